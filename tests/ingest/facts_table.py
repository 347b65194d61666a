"""The table of figures in the page on facts, made from the measure."""

from tests.ingest.fact_samples import KINDS, Score, samples, scored

HEAD = (
    "| kind | samples | there | found | right | precision | recall |\n|---|---|---|---|---|---|---|"
)


def table(*groups: str) -> str:
    """Return the figures of groups of samples as a table, one line a kind and group."""
    lines = [HEAD]
    for group in groups:
        scores = scored(group, whole=True)
        lines += [_line(kind, group, scores[kind]) for kind in KINDS]
        whole = Score(
            sum(one.right for one in scores.values()),
            sum(one.found for one in scores.values()),
            sum(one.there for one in scores.values()),
        )
        lines.append(_line("all", f"{group} ({len(samples(group))})", whole))
    return "\n".join(lines)


def _line(kind: str, group: str, score: Score) -> str:
    return (
        f"| {kind} | {group.replace('_', ' ')} | {score.there} | {score.found} | {score.right} "
        f"| {score.precision:.2f} | {score.recall:.2f} |"
    )

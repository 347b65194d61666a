"""The words of invented sites, by language."""

from __future__ import annotations

MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_PEOPLE = ("Ann Example", "Bo Sample", "Cy Instance", "Di Specimen", "Ed Pattern")
PEOPLE = {
    "de": ("Eva Muster", "Jan Beispiel", "Pia Probe", "Udo Vorlage"),
    "en": _PEOPLE,
    "fr": _PEOPLE,
    "ru": ("Анна Примерова", "Борис Образцов", "Вера Пробная", "Глеб Шаблонов"),
}
_TOWNS = ("Mere", "Northshore", "Ferry", "Reed", "Lockton")
TOWNS = {
    "de": ("Seedorf", "Nordufer", "Schilfingen"),
    "en": _TOWNS,
    "fr": _TOWNS,
    "ru": ("Озёрск-Дальний", "Камышино", "Северный Берег"),
}
AT = {"de": "in", "en": "at", "fr": "à", "ru": "в"}
SUBJECTS = {
    "de": ("der Rat der Seen", "das Hafenamt", "eine Gruppe von Fährleuten", "die Aufsicht",
           "der Ausschuss für Fischerei"),
    "en": (
        "the council of the lakes", "the harbour office", "a group of ferrymen", "the inspectors",
        "young engineers from both shores", "the committee on fisheries", "the water board",
    ),
    "fr": ("la commission des lacs", "le bureau du port", "un groupe de bateliers", "le comité"),
    "ru": ("совет озёр", "управление порта", "комитет по рыболовству", "служба надзора"),
}  # fmt: skip
VERBS = {
    "de": ("prüft", "eröffnet", "begrüßt", "berät über", "verlangt"),
    "en": ("agreed on", "discussed", "welcomed", "looked into", "put forward", "has reviewed",
           "will pay for", "asked for", "warned of", "opened"),
    "fr": ("a examiné", "a ouvert", "propose", "a salué", "demande"),
    "ru": ("рассмотрел", "одобрил", "обсудил", "открыл", "предложил"),
}  # fmt: skip
OBJECTS = {
    "de": ("neue Regeln für Boote bei Nacht", "den Umbau der nördlichen Schleuse",
           "einen Plan für sauberes Wasser in neun Dörfern", "die Zahlen des vergangenen Jahres",
           "eine Brücke, über die noch niemand ging"),
    "en": (
        "new rules for boats that pass by night", "the repair of the northern lock",
        "a plan for clean water in nine villages", "training for those who keep the lights",
        "the figures of last year", "a bridge that nobody has crossed yet",
        "the use of nets with a narrow mesh", "three projects on the shore",
    ),
    "fr": ("de nouvelles règles pour les bateaux", "la réparation de l’écluse du nord",
           "un plan pour l’eau de neuf villages", "les chiffres de l’année passée"),
    "ru": ("новые правила для лодок", "ремонт северного шлюза", "план чистой воды для деревень",
           "отчёт за прошлый год", "строительство моста через пролив"),
}  # fmt: skip
ENDS = {
    "de": ("nach langer Debatte", "noch vor dem Winter", "zum ersten Mal", "trotz der Kosten"),
    "en": (
        "after a long debate", "as was decided in spring", "before the ice comes",
        "although the water is high", "with the help of both towns", "for the first time",
        "in spite of the costs", "to the relief of those who live there",
    ),
    "fr": ("après un long débat", "avant l’hiver", "pour la première fois", "malgré les coûts"),
    "ru": ("после долгих споров", "до начала зимы", "впервые", "несмотря на расходы"),
}  # fmt: skip
_HEADS = ("What comes next", "The costs", "A longer view", "In brief")
HEADS = {
    "de": ("Wie es weitergeht", "Die Kosten", "Ein Blick zurück"),
    "en": _HEADS,
    "fr": _HEADS,
    "ru": ("Что дальше", "Расходы", "Немного истории"),
}
# How somebody is quoted, in the languages whose texts quote.
SAID = {
    "de": "„{words}“, sagte {who}.",
    "en": "“{words},” said {who} of the CTL.",
    "ru": "«{words}», – отмечает {who}.",
}

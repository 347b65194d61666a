// A decision taken beside the form makes a version of its own, which its sender tells of here.
// The form knows which version it was opened with, or saved last. This one is no stranger's,
// so it goes on from here; where somebody else's stands between, it is left to say so.
document.addEventListener("desk:version", ({ detail: told }) => {
  const titled = document.querySelector("[name=title]");
  const form = titled && titled.form;
  const one = (name) => form && form.elements.namedItem(name);
  const [over, opened, at] = ["overwrite_revision_id", "loaded_revision_id", "loaded_revision_created_at"].map(one);
  const known = (over && over.value) || (opened && opened.value);
  if (!known || known !== String(told.follows)) return;
  if (over && over.value) over.value = told.version;
  if (opened) opened.value = told.version;
  if (at) at.value = told.version_at;
  const session = document.querySelector("form.w-editing-sessions");
  const [version, versionAt] = ["revision_id", "revision_created_at"].map((name) => session && session.elements.namedItem(name));
  if (version) version.value = told.version;
  if (versionAt) versionAt.value = told.version_at;
});

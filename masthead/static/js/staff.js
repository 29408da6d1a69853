// The staff bar: does nothing unless the hint cookie says that a colleague is signed in. The link alone gives no right.
(async () => {
  if (!/(?:^|; )masthead_staff_hint=1(?:;|$)/.test(document.cookie)) return;
  const answer = await fetch("/newsroom/staff-bar/?path=" + encodeURIComponent(location.pathname), { credentials: "same-origin" });
  if (!answer.ok) return;
  const { edit, label, name, language } = await answer.json();
  if (!edit) return;
  const bar = document.createElement("nav");
  bar.className = "staff-bar";
  bar.lang = language;
  bar.setAttribute("aria-label", name);
  const link = document.createElement("a");
  link.href = edit;
  link.textContent = label;
  bar.append(link);
  document.body.append(bar);
})().catch(() => {});

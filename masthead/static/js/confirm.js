// Presses the button for the reader, once the page is really looked at: programs that open every link of a mail to see
// whether it is safe mostly look at no page for so long. Without script the button is there.
(() => {
  const AFTER = 600;
  const form = document.querySelector("[data-confirm]");
  if (!form) return;
  let timer = 0, sent = false;

  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    form.querySelector("[role=status]").textContent = form.dataset.busy;
  });

  function look() {
    clearTimeout(timer);
    if (sent || document.prerendering || document.visibilityState !== "visible") return;
    timer = setTimeout(() => form.requestSubmit(), AFTER);
  }

  document.addEventListener("visibilitychange", look);
  document.addEventListener("prerenderingchange", look);
  if (document.readyState === "complete") look();
  else addEventListener("load", look);
})();

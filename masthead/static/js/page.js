// The light or dark button and the share button. Both are hidden without script; nothing is stored before a click.
(() => {
  const root = document.documentElement;
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.theme = root.dataset.theme; } catch { /* private window: lasts for this page */ }
    });
  }
  for (const button of document.querySelectorAll("[data-share]")) {
    button.addEventListener("click", async () => {
      const url = document.querySelector("link[rel=canonical]")?.href || location.href;
      if (navigator.share) {
        await navigator.share({ title: document.querySelector("h1").textContent, url }).catch(() => {});
      } else {
        await navigator.clipboard.writeText(url);
        button.textContent = button.dataset.done;
        const status = document.querySelector("[data-share-status]");
        if (status) status.textContent = button.dataset.done;
      }
    });
  }
})();

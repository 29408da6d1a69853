// Shows what works only with script, and prints the recovery codes.
for (const part of document.querySelectorAll(".need-js")) part.hidden = false;
document.getElementById("print")?.addEventListener("click", () => window.print());
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (event.detail.exception?.name !== "NotAllowedError") console.error(event.detail.exception);
});

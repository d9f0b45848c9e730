// Small things every page may use; each does nothing where its hook is absent.

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.querySelector("span");
  const said = label.textContent;
  button.addEventListener("click", async () => {
    const code = button.dataset.copies && document.querySelector(`[data-snippet="${button.dataset.copies}"]`);
    const text = code ? code.textContent : new URL(button.dataset.copy || location.href, location.href).href;
    try {
      await navigator.clipboard.writeText(text);
      label.textContent = "Copied";
    } catch {
      label.textContent = code ? "Select the text to copy it" : text;
    }
    setTimeout(() => { label.textContent = said; }, 4000);
  });
}

document.querySelector("[data-focus]")?.focus();

/** Opens what hides the target of an address; not every browser does. */
function reveal() {
  const target = document.querySelector(":target"), hidden = [];
  for (let fold = target?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) hidden.push(fold);
  for (const fold of hidden) fold.open = true;
  if (hidden.length) target.scrollIntoView();
}
reveal();
addEventListener("hashchange", reveal);

// The list of suggestions is fetched when somebody turns to a search field.
for (const field of document.querySelectorAll("[data-suggest]")) {
  field.addEventListener("focus", async () => (await import("./suggest.js")).suggest(field), { once: true });
  if (field === document.activeElement) field.dispatchEvent(new Event("focus"));
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

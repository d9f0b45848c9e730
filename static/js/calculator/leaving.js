// Nothing typed is lost on the way: a link, a file or a form waits until the page has settled, and then goes on from there. Links
// opened elsewhere (another tab, a copied address) are made from the present question as the pointer goes down.

import { inPresent } from "./question.js";
import { flush, isUnsettled, settle } from "./settle.js";

const opensElsewhere = (event, link) =>
  event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || (link.target && link.target !== "_self");
const staysHere = (link) => link.hash && link.href.split("#")[0] === location.href.split("#")[0];
const linkAt = (event) => event.target.closest?.("a[href]");

document.addEventListener("pointerdown", (event) => {
  const link = linkAt(event);
  if (link && isUnsettled()) link.href = inPresent(link.href);
}, { capture: true });

document.addEventListener("click", async (event) => {
  const link = linkAt(event);
  if (!link || event.defaultPrevented || opensElsewhere(event, link) || staysHere(link) || !isUnsettled()) return;
  event.preventDefault();
  const words = link.textContent;
  if (!(await flush())) return;
  (link.isConnected ? link : [...document.links].find((other) => other.textContent === words))?.click();
});

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (form.matches("[data-asks]") && !submitter?.formAction.startsWith(`${location.origin}/scenarios/`)) {
    event.preventDefault();
    if ((await settle(submitter)) && submitter?.name) focusAfter(form, submitter.value);
    return;
  }
  if (event.defaultPrevented || !isUnsettled()) return;
  event.preventDefault();
  if ((await flush()) && form.isConnected) form.requestSubmit(submitter?.isConnected ? submitter : null);
});

/** Puts the focus where the work goes on after a row was added, moved or removed. */
function focusAfter(form, action) {
  const rows = form.querySelectorAll("[data-rows]");
  const [kind, number] = [action.split("-")[0], Number(action.split("-")[1])];
  if (kind === "add" || kind === "medicaid") rows[rows.length - 1]?.querySelector("input, select")?.focus();
  else if (kind === "remove") (rows[Math.min(number, rows.length) - 1]?.querySelector("input") ?? form.querySelector("[value=add]"))?.focus();
  else form.querySelector(`[name=edit][value="${kind}-${number + (kind === "up" ? -1 : 1)}"]:not(:disabled)`)?.focus();
}

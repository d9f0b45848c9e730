// Forms that the server answers (form[data-refresh]): a change fetches the same page for the new address and takes over the regions
// marked data-refreshed (or those the attribute names). Focus and what is being typed stay; a late answer never replaces a newer one.
import { morph } from "./morph.js";

const PAUSE = 150;
let pending = null;

const ownControls = (form) =>
  [...form.elements].filter((control) => control.name && !("carried" in control.dataset) && control.type !== "submit");

/** The query of what the form asks now: the present address, with the form's own fields in place of theirs. */
function queryOf(form, submitter) {
  const query = new URLSearchParams(location.search);
  const own = new Set([...ownControls(form).map((control) => control.name), "edit", "tab"]);
  for (const name of own) query.delete(name);
  const sent = new FormData(form);
  // Rows of a table keep their empty cells in step; a form that follows another leaves out what nobody typed.
  const kept = (value) => value !== "" || !("follows" in form.dataset);
  for (const [name, value] of sent) if (own.has(name) && kept(value)) query.append(name, value);
  if (submitter?.name) query.append(submitter.name, submitter.value);
  return query.toString();
}

function regionsOf(form) {
  const names = form.dataset.refresh.split(" ").filter(Boolean);
  return names.length ? names.map((id) => document.getElementById(id)) : [...document.querySelectorAll("[data-refreshed][id]")];
}

function tell(form, text) {
  const status = form.closest("[data-refreshed]")?.querySelector("[data-announce]");
  if (status) status.textContent = text;
}

function showFailure(form, failed) {
  const notice = form.closest("[data-refreshed]")?.querySelector("[data-refresh-failed]");
  if (notice) notice.hidden = !failed;
}

async function refresh(form, submitter) {
  pending?.abort();
  const request = (pending = new AbortController());
  const asked = queryOf(form, submitter);
  const sent = new Map(ownControls(form).map((control) => [control, control.value]));
  const path = new URL(form.action).pathname;
  let page;
  try {
    const response = await fetch(`${path}?${asked}`, { signal: request.signal, headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector("form[data-refresh]")) throw new Error(`status ${response.status}`);
  } catch (error) {
    if (error.name !== "AbortError") showFailure(form, true);
    return;
  }
  if (request !== pending) return;
  for (const region of regionsOf(form)) {
    const fresh = region && page.getElementById(region.id);
    if (fresh) morph(region, fresh, (control) => sent.has(control) && control.value !== sent.get(control));
  }
  showFailure(form, false);
  tell(form, page.getElementById(form.closest("[data-refreshed]").id)?.querySelector("[data-announcement]")?.textContent ?? "");
  // After a button the rows are others: the address is that of the form as it now is.
  history.replaceState(history.state, "", `${path}?${submitter?.name ? queryOf(form) : asked}${location.hash}`);
  if (submitter?.name) focusAfter(form, submitter.value);
}

/** Puts the focus where the work goes on: into a new row, or beside the button that was pressed. */
function focusAfter(form, action) {
  const rows = form.querySelectorAll("fieldset[id]");
  const [kind, number] = [action.split("-")[0], Number(action.split("-")[1])];
  if (kind === "add" || kind === "medicaid") rows[rows.length - 1]?.querySelector("input, select")?.focus();
  else if (kind === "remove") (rows[Math.min(number, rows.length) - 1]?.querySelector("input") ?? form.querySelector("[value=add]"))?.focus();
  else form.querySelector(`[name=edit][value="${kind}-${number + (kind === "up" ? -1 : 1)}"]:not(:disabled)`)?.focus();
}

let timer;
function soon(form) {
  clearTimeout(timer);
  timer = setTimeout(() => refresh(form), PAUSE);
}

/** Whether the page itself has no answer yet: then there is nothing to follow, and the next change asks again. */
const unanswered = () => document.querySelector("[data-problem]:not([hidden])") !== null;

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-refresh]");
  if (form) return soon(form);
  for (const follower of document.querySelectorAll("form[data-refresh][data-follows]")) {
    if (event.target.closest(follower.dataset.follows) && !unanswered()) soon(follower);
  }
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-refresh]");
  if (!form) return;
  event.preventDefault();
  clearTimeout(timer);
  refresh(form, event.submitter);
});
document.addEventListener("click", (event) => {
  const again = event.target.closest("[data-refresh-again]");
  const form = again?.closest("[data-refreshed]")?.querySelector("form[data-refresh]");
  if (form) refresh(form);
});

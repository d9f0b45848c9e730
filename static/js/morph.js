// Makes one piece of the page equal to another with as little change as possible, so that focus, open details and typing stay.

// Whether the server had each of the details open: what a visitor opens or closes stays so until the server says otherwise.
const opened = new WeakMap([...document.querySelectorAll("details")].map((details) => [details, details.hasAttribute("open")]));

const SURE = 1, TEXT = 0.1; // the whitespace between two elements ties nothing together

/** How surely `b` is what became of `a`: 0 where one cannot turn into the other. */
function likeness(a, b) {
  if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName || (a.id ?? "") !== (b.id ?? "")) return 0;
  if (a.nodeType !== Node.ELEMENT_NODE) return TEXT;
  if (a.dataset.slider !== b.dataset.slider) return 0;
  return a.id || a.dataset.slider || a.classList[0] === b.classList[0] ? SURE : SURE / 2;
}

const isPlain = (a, b) => [SURE, TEXT].includes(likeness(a, b));

/**
 * Pairs children in their order so that the pairs are as alike as can be: for each fresh one the old one that becomes it, or null.
 * A part that comes or goes then leaves the others where they are, and the hand on the control that it moved.
 */
function pairs(old, fresh) {
  const found = fresh.map(() => null);
  let start = 0, rows = old.length, columns = fresh.length;
  for (; rows > 0 && columns > 0 && isPlain(old[start], fresh[start]); rows--, columns--) found[start] = old[start++];
  for (; rows > 0 && columns > 0 && isPlain(old[start + rows - 1], fresh[start + columns - 1]);) found[start + --columns] = old[start + --rows];
  const like = (i, j) => likeness(old[start + i], fresh[start + j]);
  // best[i][j]: how alike the old ones from i and the fresh ones from j can be in all.
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const paired = (i, j) => like(i, j) && like(i, j) + best[i + 1][j + 1];
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], paired(i, j));
  }
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (like(i, j) && best[i][j] === paired(i, j)) found[start + j++] = old[start + i++];
    else if (best[i][j] === best[i + 1][j]) i++;
    else j++;
  }
  return found;
}

/** Turns `from` into `to`. `keepsValue(control)` tells the fields that somebody has typed into meanwhile. */
export function morph(from, to, keepsValue) {
  if (from.isEqualNode(to)) {
    setValues(from, keepsValue);
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    from.data = to.data;
    return;
  }
  if (from.nodeName === "DETAILS") setOpen(from, to.hasAttribute("open"));
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !isOpen(from, name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value && !isOpen(from, name)) from.setAttribute(name, value);
  const old = [...from.childNodes], fresh = [...to.childNodes], matches = pairs(old, fresh), stays = new Set(matches);
  for (const node of old) if (!stays.has(node)) node.remove();
  let at = from.firstChild;
  for (const [index, node] of fresh.entries()) {
    if (matches[index] === null) {
      insert(from, node, at);
      continue;
    }
    at = matches[index].nextSibling;
    morph(matches[index], node, keepsValue);
  }
  setValue(from, keepsValue);
}

function insert(parent, fresh, before) {
  const node = document.importNode(fresh, true);
  parent.insertBefore(node, before);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const details of [node, ...node.querySelectorAll("details")]) opened.set(details, details.hasAttribute("open"));
}

const isOpen = (element, name) => name === "open" && element.nodeName === "DETAILS";

function setOpen(details, isFreshOpen) {
  if (isFreshOpen !== (opened.get(details) ?? false)) details.open = isFreshOpen;
  opened.set(details, isFreshOpen);
}

function setValues(root, keepsValue) {
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  for (const control of [root, ...root.querySelectorAll("input, select, textarea")]) setValue(control, keepsValue);
}

function setValue(control, keepsValue) {
  if (keepsValue(control)) return;
  if (control.nodeName === "INPUT" && ["radio", "checkbox"].includes(control.type)) control.checked = control.defaultChecked;
  else if (["INPUT", "TEXTAREA"].includes(control.nodeName) && control.value !== control.defaultValue) control.value = control.defaultValue;
  else if (control.nodeName === "SELECT") for (const option of control.options) option.selected = option.defaultSelected;
}

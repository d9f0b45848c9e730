// Makes one piece of the page equal to another with as little change as possible, so that focus, open details and typing stay.

// Whether the server had each of the details open: what a visitor opens or closes stays so until the server says otherwise.
const opened = new WeakMap([...document.querySelectorAll("details")].map((details) => [details, details.hasAttribute("open")]));

const sameKind = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id ?? "") === (b.id ?? "");

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
  const fresh = [...to.childNodes], named = new Set(fresh.map((node) => node.id).filter(Boolean));
  let at = from.firstChild;
  for (const node of fresh) {
    let match = at;
    // Nothing that comes later by its name is passed over for something that has none.
    while (match && !sameKind(match, node) && (node.id || !named.has(match.id))) match = match.nextSibling;
    if (!match || !sameKind(match, node)) {
      insert(from, node, at);
      continue;
    }
    while (at !== match) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
    at = match.nextSibling;
    morph(match, node, keepsValue);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
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

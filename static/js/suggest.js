// Places suggested under a search field while somebody types: an ARIA combobox with a list. The form works without it, and
// what the form would find by itself is never taken away: Enter with nothing chosen still searches.

const PAUSE = 180, SHORTEST = 2, MOST = 6;
const number = new Intl.NumberFormat("en-US");

/** Makes `input`, the field of a search form, suggest places. */
export function suggest(input) {
  const form = input.form;
  const list = document.createElement("ul"), status = document.createElement("p");
  list.id = `${input.id}-places`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Places");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  let timer, request = null, asked = "", at = -1;

  const options = () => [...list.children];

  function mark(next) {
    options()[at]?.setAttribute("aria-selected", "false");
    at = next;
    const option = options()[at];
    option?.setAttribute("aria-selected", "true");
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    asked = "";
    mark(-1);
    list.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
  }

  function show(places) {
    mark(-1);
    list.replaceChildren(...places.map(({ label, about: kind, covered, population, url }, index) => {
      const option = document.createElement("li"), about = document.createElement("small");
      option.id = `${list.id}-${index}`;
      option.dataset.url = covered ? url + input.dataset.suggest : url;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      about.textContent = [kind, population === null ? "" : `${number.format(population)} residents`].filter(Boolean).join(", ");
      option.append(`${label} `, about);
      return option;
    }));
    list.hidden = places.length === 0;
    input.setAttribute("aria-expanded", String(places.length > 0));
    status.textContent = places.length ? `${places.length} ${places.length === 1 ? "place" : "places"} below: arrow keys choose` : "";
  }

  async function ask() {
    const text = input.value.trim();
    if (text.length < SHORTEST) return close();
    if (text === asked) return;
    request?.abort();
    request = new AbortController();
    asked = text;
    try {
      const answer = await fetch(`/api/v1/search/?${new URLSearchParams({ q: text, limit: MOST })}`, { signal: request.signal });
      const { results } = answer.ok ? await answer.json() : { results: [] };
      if (asked === text && document.activeElement === input) show(results);
    } catch (error) {
      if (error.name !== "AbortError") close(); // without an answer the field is a plain one
    }
  }

  const choose = (option) => {
    close();
    location.assign(option.dataset.url);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    const found = options(), open = !list.hidden;
    if (event.key === "ArrowDown" && !open) {
      event.preventDefault();
      ask();
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(at + step < -1 ? found.length - 1 : at + step >= found.length ? -1 : at + step);
    } else if (open && event.key === "Enter" && found[at]) {
      event.preventDefault();
      choose(found[at]);
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation(); // the first Escape closes the list, the next one the menu around it
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  if (input.value.trim().length >= SHORTEST && input.value !== input.defaultValue) ask();
}

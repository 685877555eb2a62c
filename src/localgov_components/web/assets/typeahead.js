/*
 * Suggestions while somebody types, for an input with `data-suggestions`: where to ask for them.
 *
 * The input becomes the combobox of the ARIA Authoring Practices Guide, with a list box
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). It is an enhancement of a form that works without it:
 *
 * - What is typed is never changed. Only choosing puts the chosen words into the input, and Escape brings back what
 *   was typed.
 * - Nothing is chosen by leaving the field or by waiting. Without a choice the form is sent as it is, and answered
 *   by a page with a list.
 * - What is typed goes into the body of a POST with the form's token, never into an address.
 * - Only the answer to what now stands in the input is shown. When none comes, the form still works.
 *
 * Words come from the page and from the answers; there are none here.
 */

const PATIENCE = 200; // milliseconds without a keystroke
const FEWEST = 3; // letters and figures
const LETTER = /[\p{L}\p{N}]/gu;

class Typeahead {
  #input;
  #status;
  #list;
  #found = []; // what the list shows, each with `value` and `label`
  #active = -1; // place of the option that the arrow keys have reached
  #asked = ""; // the text that was asked for last; null where the next edit asks again, whatever it leaves
  #asking = new AbortController();
  #timer = 0;
  #typed = null; // what was typed before something was chosen
  #chosen = null; // the hidden field that holds the choice

  constructor(input) {
    this.#input = input;
    this.#status = element("p", { class: "govuk-hint localgov-typeahead__status", role: "status" });
    this.#list = element("ul", {
      id: `${input.id}-suggestions`,
      class: "localgov-typeahead__list",
      role: "listbox",
      "aria-label": input.labels[0].textContent.trim(),
      hidden: "",
    });
    const place = element("div", { class: "localgov-typeahead" });
    place.append(this.#list);
    input.after(this.#status, place);
    setAll(input, {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-controls": this.#list.id,
      "aria-expanded": "false",
    });
    input.addEventListener("input", (event) => event.isComposing || this.#edited());
    input.addEventListener("compositionend", () => this.#edited());
    input.addEventListener("keydown", (event) => event.isComposing || this.#pressed(event));
    input.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // the input keeps the focus
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    if (document.activeElement === input) this.#edited(); // somebody was quicker than the script
  }

  #edited() {
    this.#forget();
    const text = this.#input.value.trim();
    if (text === this.#asked) return;
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#asked = text;
    if ((text.match(LETTER) ?? []).length < FEWEST) this.#show([], "");
    else this.#timer = setTimeout(() => this.#ask(text), PATIENCE);
  }

  async #ask(text) {
    const { signal } = (this.#asking = new AbortController());
    const fields = { [this.#input.name]: text, csrf_token: this.#input.form.elements.csrf_token.value };
    try {
      const response = await fetch(this.#input.dataset.suggestions, {
        method: "POST",
        body: new URLSearchParams(fields),
        cache: "no-store",
        redirect: "error",
        signal,
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const { options, status } = await response.json();
      if (!signal.aborted) this.#show(options, status);
    } catch {
      if (signal.aborted) return;
      this.#asked = null;
      this.#show([], this.#input.dataset.unavailable);
    }
  }

  #show(found, status) {
    this.#found = found;
    this.#list.replaceChildren(...found.map((option, place) => this.#option(option, place)));
    this.#status.textContent = status;
    if (found.length && document.activeElement === this.#input) this.#open();
    else this.#close();
  }

  #option({ label }, place) {
    const option = element("li", {
      id: `${this.#list.id}-${place}`,
      class: "localgov-typeahead__option",
      role: "option",
      "aria-selected": "false",
    });
    option.textContent = label;
    return option;
  }

  #pressed(event) {
    const isOpen = !this.#list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.#found.length) return;
      if (event.altKey && event.key === "ArrowUp") this.#close();
      else this.#open();
      if (!event.altKey) this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && isOpen && this.#active >= 0) {
      this.#choose(this.#found[this.#active]);
    } else if (event.key === "Escape" && isOpen) {
      this.#close();
    } else if (event.key === "Escape" && this.#typed !== null) {
      this.#input.value = this.#typed;
      this.#edited();
    } else {
      return;
    }
    event.preventDefault();
  }

  #clicked(event) {
    const place = [...this.#list.children].indexOf(event.target.closest("[role=option]"));
    if (place >= 0) this.#choose(this.#found[place]);
  }

  #choose({ value, label }) {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#typed ??= this.#input.value;
    this.#chosen ??= element("input", { type: "hidden", name: "chosen" });
    this.#chosen.value = value;
    this.#input.form.append(this.#chosen);
    this.#input.value = label;
    this.#asked = null;
    this.#show([], this.#input.dataset.chosen);
  }

  #forget() {
    this.#typed = null;
    this.#chosen?.remove();
    this.#chosen = null;
  }

  /* One further, round through the input itself, where no option is active. */
  #move(by) {
    const places = this.#found.length + 1;
    this.#activate(((this.#active + 1 + by + places) % places) - 1);
  }

  #activate(place) {
    this.#active = place;
    [...this.#list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const option = this.#list.children[place];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #open() {
    if (this.#list.hidden) this.#activate(-1);
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
  }

  #close() {
    this.#activate(-1);
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
  }
}

function element(tag, attributes) {
  return setAll(document.createElement(tag), attributes);
}

function setAll(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
  return target;
}

for (const input of document.querySelectorAll("input[data-suggestions]")) new Typeahead(input);

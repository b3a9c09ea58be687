// The named questions: a list to choose from, and fields for the parameters of the one chosen.

import { make } from "./result.js";
import { substitute, writeTerm } from "./terms.js";

/**
 * Fills the list.
 *
 * parts: the elements list, find, parameters, parametersTitle, question and fields; known: as GET /queries gives them; chosen: called with
 * a question that was chosen.
 */
export class Questions {
  constructor(parts, known, chosen) {
    this.parts = parts;
    this.chosen = chosen;
    this.items = known.map((query) => ({ query, item: this.item(query) }));
    parts.list.replaceChildren(...this.items.map(({ item }) => item));
    parts.find.addEventListener("input", () => this.narrow(parts.find.value.trim().toLowerCase()));
  }

  item(query) {
    const button = make("button", { type: "button" }, query.title, make("span", {}, query.question));
    button.addEventListener("click", () => {
      this.mark(button);
      this.chosen(query);
    });
    return make("li", {}, button);
  }

  mark(button) {
    for (const other of this.parts.list.querySelectorAll("[aria-current]")) {
      other.removeAttribute("aria-current");
    }
    if (button) {
      button.setAttribute("aria-current", "true");
    }
  }

  narrow(words) {
    for (const { query, item } of this.items) {
      item.hidden = !`${query.name} ${query.title} ${query.question}`.toLowerCase().includes(words);
    }
  }

  /**
   * Shows the fields of a question's parameters; null shows none. edit(change): called with a function from a query's text to another,
   * when a field has a new value.
   */
  showFields(query, edit) {
    this.parts.parameters.hidden = !query;
    if (!query) {
      this.mark(null);
      this.parts.fields.replaceChildren();
      return;
    }
    this.parts.parametersTitle.textContent = query.title;
    this.parts.question.textContent = query.question;
    this.parts.fields.replaceChildren(...query.parameters.map((parameter) => field(query, parameter, edit)));
  }

  /** The first field that has no value and needs one. */
  lacking() {
    return [...this.parts.fields.querySelectorAll("input")].find((input) => input.required && !input.value);
  }
}

function field(query, parameter, edit) {
  const id = `parameter-${parameter.name}`;
  const input = make("input", {
    id,
    name: "",
    type: "text",
    inputMode: parameter.type === "integer" ? "numeric" : parameter.type === "iri" ? "url" : "text",
    placeholder: parameter.example,
    required: parameter.required,
    autocomplete: "off",
  });
  input.setAttribute("aria-describedby", `${id}-about`);
  input.addEventListener("input", () => {
    try {
      const term = input.value === "" ? default_(query, parameter) : writeTerm(parameter.type, input.value);
      input.setCustomValidity("");
      edit((text) => substitute(text, parameter.name, term) ?? text);
    } catch (error) {
      input.setCustomValidity(error.message);
    }
  });
  const about = make("span", { id: `${id}-about`, className: "about" }, parameter.about);
  return make("div", {}, make("label", { htmlFor: id }, parameter.name), input, about);
}

/** What stands in the parameter's block in the query as it was. */
function default_(query, parameter) {
  const block = new RegExp(`\\bVALUES\\s*\\?${parameter.name}\\s*\\{\\s*([^}]*?)\\s*\\}`, "i");
  return block.exec(query.text)[1];
}

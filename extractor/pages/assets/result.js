// An answer as a table: sorted at will, a page at a time, its IRIs as links to what the graph says of them.

import { compare, kind, short } from "./terms.js";

const PAGE = 100; // rows

/** A question for everything that the graph says of a thing. */
export function describe(iri) {
  return `# What the graph says of a thing (→), and what it says with it (←)
SELECT DISTINCT ?way ?property ?other WHERE {
  VALUES ?thing { <${iri}> }
  { ?thing ?property ?other BIND ("→" AS ?way) } UNION { ?other ?property ?thing BIND ("←" AS ?way) }
}
ORDER BY DESC(?way) ?property ?other
LIMIT 1000
`;
}

/** The part of the page's address that asks a query. */
export function address(query) {
  return `#query=${encodeURIComponent(query)}`;
}

/**
 * Shows answers in the page.
 *
 * parts: the elements result, turning, page, back and on; prefixes: namespaces by prefix, for short names.
 */
export class Result {
  constructor(parts, prefixes) {
    this.parts = parts;
    this.prefixes = prefixes;
    parts.back.addEventListener("click", () => this.turn(-1));
    parts.on.addEventListener("click", () => this.turn(1));
  }

  /** Shows an answer to ASK. */
  showVerdict(truth) {
    this.parts.turning.hidden = true;
    this.parts.result.replaceChildren(make("p", { className: "verdict" }, truth ? "Yes" : "No"));
  }

  /** Shows rows, in the shape of the SPARQL results in JSON. */
  showRows(names, rows) {
    this.names = names;
    this.rows = rows;
    this.first = 0;
    this.sorted = null;
    this.draw();
  }

  turn(by) {
    this.first += by * PAGE;
    this.draw();
    this.parts.result.focus();
  }

  sort(name) {
    const again = this.sorted && this.sorted.name === name && this.sorted.sign === 1;
    this.sorted = { name, sign: again ? -1 : 1 };
    this.rows = [...this.rows].sort((one, other) => this.sorted.sign * compare(one[name], other[name]));
    this.first = 0;
    this.draw();
    this.parts.result.querySelector(`th:nth-child(${this.names.indexOf(name) + 1}) button`).focus();
  }

  draw() {
    const last = Math.min(this.first + PAGE, this.rows.length);
    const head = make("tr", {}, ...this.names.map((name) => this.heading(name)));
    const body = this.rows.slice(this.first, last).map((row) => make("tr", {}, ...this.names.map((name) => this.cell(row[name]))));
    this.parts.result.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
    this.parts.turning.hidden = this.rows.length <= PAGE;
    this.parts.back.disabled = this.first === 0;
    this.parts.on.disabled = last >= this.rows.length;
    this.parts.page.textContent = `rows ${this.first + 1} to ${last} of ${this.rows.length.toLocaleString("en")}`;
  }

  heading(name) {
    const button = make("button", { type: "button", title: `Sort by ${name}` }, name);
    button.addEventListener("click", () => this.sort(name));
    const cell = make("th", { scope: "col" }, button);
    if (this.sorted && this.sorted.name === name) {
      cell.setAttribute("aria-sort", this.sorted.sign === 1 ? "ascending" : "descending");
    }
    return cell;
  }

  cell(term) {
    if (!term) {
      return make("td");
    }
    if (term.type === "uri") {
      return make("td", {}, ...this.links(term.value));
    }
    if (term.type === "triple") {
      return make("td", {}, JSON.stringify(term.value));
    }
    if (term.type === "bnode") {
      return make("td", {}, `_:${term.value}`);
    }
    const language = term["xml:lang"];
    const words = /^https?:\/\/\S+$/.test(term.value) ? [outward(term.value, term.value)] : [make("span", language ? { lang: language } : {}, term.value)];
    return make("td", { className: kind(term) }, ...words, ...(language ? [make("span", { className: "language" }, ` ${language}`)] : []));
  }

  links(iri) {
    const inward = make("a", { href: address(describe(iri)), title: iri }, short(iri, this.prefixes));
    const own = Object.values(this.prefixes).some((namespace) => iri.startsWith(namespace)) || iri.startsWith("https://w3id.org/outagegraph/");
    if (own || !/^https?:/.test(iri)) {
      return [inward];
    }
    const out = outward(iri, "↗");
    out.setAttribute("aria-label", `open ${iri}`);
    return [inward, " ", out];
  }
}

function outward(address, text) {
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** An element with properties and children. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// RDF terms: read from the server's answers, shortened for people, and written into queries.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger"].map((name) => XSD + name));
const TIMES = new Set(["dateTime", "date", "time", "gYear", "gYearMonth", "duration", "dayTimeDuration"].map((name) => XSD + name));
const LOCAL = /^[A-Za-z_0-9](?:[A-Za-z_0-9.-]*[A-Za-z_0-9-])?$/;

/** An IRI by its prefixed name, where one of the prefixes fits; else as it is. */
export function short(iri, prefixes) {
  let best = "";
  for (const prefix of Object.keys(prefixes)) {
    if (iri.startsWith(prefixes[prefix]) && prefixes[prefix].length > (prefixes[best] || "").length) {
      best = prefix;
    }
  }
  const local = best && iri.slice(prefixes[best].length);
  return best && LOCAL.test(local) ? `${best}:${local}` : iri;
}

/** "number", "time" or "" for what a literal's datatype makes of it. */
export function kind(term) {
  return term.type !== "literal" ? "" : NUMBERS.has(term.datatype) ? "number" : TIMES.has(term.datatype) ? "time" : "";
}

/** Orders two terms of a column; what is missing comes last. */
export function compare(one, other) {
  if (!one || !other) {
    return Number(!one) - Number(!other);
  }
  if (kind(one) === "number" && kind(other) === "number") {
    return Number(one.value) - Number(other.value);
  }
  return one.value < other.value ? -1 : Number(one.value > other.value);
}

/** Triples in N-Triples as the rows of a table, in the shape of the SPARQL results in JSON. */
export function readTriples(text) {
  const line = /^(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[\w-]+)?) \.$/gm;
  const bindings = [];
  for (const [, subject, predicate, object] of text.matchAll(line)) {
    bindings.push({ subject: readTerm(subject), predicate: readTerm(predicate), object: readTerm(object) });
  }
  return { head: { vars: ["subject", "predicate", "object"] }, results: { bindings } };
}

function readTerm(text) {
  if (text.startsWith("<")) {
    return { type: "uri", value: unescaped(text.slice(1, -1)) };
  }
  if (text.startsWith("_:")) {
    return { type: "bnode", value: text.slice(2) };
  }
  const end = text.lastIndexOf('"');
  const term = { type: "literal", value: unescaped(text.slice(1, end)) };
  const rest = text.slice(end + 1);
  return rest.startsWith("@") ? { ...term, "xml:lang": rest.slice(1) } : rest ? { ...term, datatype: rest.slice(3, -1) } : term;
}

const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };

function unescaped(text) {
  const code = (digits) => String.fromCodePoint(parseInt(digits, 16));
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, mark) => (mark ? ESCAPES[mark] : code(four || eight)));
}

/**
 * A parameter's value as a term in SPARQL. Throws an Error with words for the user where the value is not of the type.
 */
export function writeTerm(type, value) {
  if (type === "integer") {
    if (!/^[+-]?\d+$/.test(value)) {
      throw new Error("a whole number is wanted");
    }
    return value;
  }
  if (type === "iri") {
    if (!/^[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\u0000-\u0020]*$/.test(value)) {
      throw new Error("a whole IRI is wanted, such as https://example.org/a");
    }
    return `<${value}>`;
  }
  if (type === "dateTime") {
    if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(value) || Number.isNaN(Date.parse(value))) {
      throw new Error("a date is wanted, such as 2025-01-31, or a time, such as 2025-01-31T09:30:00Z");
    }
    const zoned = /(Z|[+-]\d\d:\d\d)$/.test(value) || !value.includes("T") ? value : `${value}Z`;
    return `"${new Date(zoned).toISOString().replace(/\.000Z$/, "Z")}"^^<${XSD}dateTime>`;
  }
  const plain = value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r");
  return `"${plain}"`;
}

/**
 * A query with a term in its block VALUES ?name { … }; null where it has no such block. No term is given: the block's own is kept.
 */
export function substitute(query, name, term) {
  const block = new RegExp(`(\\bVALUES\\s*\\?${name}\\s*\\{)(?:[^"'<}]|"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|<[^>]*>)*\\}`, "i");
  return block.test(query) ? query.replace(block, (_, start) => `${start} ${term} }`) : null;
}

// The query page: asks the server that it came from, and nobody else.

import { address, make, Result } from "./result.js";
import { Questions } from "./questions.js";
import { readTriples } from "./terms.js";

const LONGEST = 8000; // characters of a query that the page's address can hold
const ROWS = "application/sparql-results+json";
const TRIPLES = "application/n-triples";
const EXPORTS = {
  rows: [["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", ROWS, "json"], ["XML", "application/sparql-results+xml", "xml"]],
  triples: [["Turtle", "text/turtle", "ttl"], ["JSON-LD", "application/ld+json", "jsonld"], ["N-Triples", TRIPLES, "nt"]],
};

const $ = (id) => document.getElementById(id);
const area = $("query");
// Where the editor was not built, the plain field does: the same few things can be done with it.
let editor = {
  get text() {
    return area.value;
  },
  set: (text) => (area.value = text),
  mark() {},
  unmark() {},
  focus: () => area.focus(),
};
let running = null;

function say(text) {
  $("status").textContent = text;
}

function showError(text) {
  $("error").textContent = text.trimEnd();
  $("error").hidden = !text;
  const place = /line (\d+), column (\d+): (.*)/.exec(text);
  if (place) {
    editor.mark(Number(place[1]), Number(place[2]), place[3]);
  } else {
    editor.unmark();
  }
}

/** Sends a query; throws an Error with the server's words where it has no answer. */
async function send(query, accept, signal) {
  const headers = { "Content-Type": "application/sparql-query", Accept: accept };
  const response = await fetch("sparql", { method: "POST", body: query, headers, signal });
  if (!response.ok) {
    throw new Error((await response.text()) || `The server answers ${response.status} ${response.statusText}.`);
  }
  return response;
}

async function ask(result) {
  const query = editor.text;
  if (running) {
    running.abort();
  }
  const mine = (running = new AbortController());
  remember(query);
  showError("");
  say("Asking …");
  $("stop").hidden = false;
  const start = performance.now();
  try {
    const response = await send(query, `${ROWS}, ${TRIPLES}`, mine.signal);
    const size = show(result, query, response.headers.get("Content-Type"), await response.text());
    say(`${size} in ${Math.round(performance.now() - start).toLocaleString("en")} ms`);
  } catch (error) {
    if (mine !== running) {
      return; // a newer question is being asked
    }
    $("answer").hidden = true;
    const stopped = error.name === "AbortError";
    say(stopped ? "Stopped." : "No answer.");
    showError(stopped ? "" : error instanceof TypeError ? "The server cannot be reached." : error.message);
  } finally {
    if (mine === running) {
      running = null;
      $("stop").hidden = true;
    }
  }
}

/** Shows an answer. Returns how much it is, in words. */
function show(result, query, type, text) {
  const triples = type.startsWith(TRIPLES);
  const answer = triples ? readTriples(text) : JSON.parse(text);
  $("answer").hidden = false;
  offer(query, triples ? "triples" : "rows");
  if (typeof answer.boolean === "boolean") {
    result.showVerdict(answer.boolean);
    return answer.boolean ? "Yes" : "No";
  }
  const rows = answer.results.bindings;
  result.showRows(answer.head.vars, rows);
  return `${rows.length.toLocaleString("en")} ${triples ? "triple" : "row"}${rows.length === 1 ? "" : "s"}`;
}

function offer(query, kind) {
  const buttons = EXPORTS[kind].map(([label, type, suffix]) => {
    const button = make("button", { type: "button", title: `Save the answer as ${label}` }, label);
    button.addEventListener("click", () => save(query, type, suffix));
    return button;
  });
  $("exports").replaceChildren(...buttons);
}

async function save(query, type, suffix) {
  try {
    const response = await send(query, type);
    const link = make("a", { href: URL.createObjectURL(await response.blob()), download: `answer.${suffix}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch (error) {
    showError(error.message);
  }
}

/** Keeps the query in the page's address, so that it can be passed on and come back to. */
function remember(query) {
  const next = query.length <= LONGEST ? address(query) : "#";
  if (next !== location.hash) {
    history.pushState(null, "", next);
  }
}

function asked() {
  return location.hash.startsWith("#query=") ? decodeURIComponent(location.hash.slice("#query=".length)) : null;
}

async function startEditor(vocabulary, run) {
  try {
    const { mount } = await import("./built/editor.js");
    const built = mount($("editor"), { text: area.value, label: "Query, in SPARQL", vocabulary, run, changed: (text) => (area.value = text) });
    $("editor").hidden = false;
    area.hidden = true;
    $("completes").hidden = false;
    $("query-label").htmlFor = "";
    $("query-label").addEventListener("click", () => built.focus());
    editor = built;
  } catch {
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run();
      }
    });
  }
}

async function load(path) {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`${path}: the server answers ${response.status}`);
  }
  return response.json();
}

async function start() {
  const vocabulary = await load("assets/vocabulary.json").catch(() => ({ prefixes: {}, terms: [] }));
  const parts = { result: $("result"), turning: $("turning"), page: $("page"), back: $("back"), on: $("on") };
  const result = new Result(parts, vocabulary.prefixes);
  const run = () => $("ask").requestSubmit();
  $("questions").open = !matchMedia("(max-width: 52rem)").matches;
  $("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    ask(result);
  });
  $("stop").addEventListener("click", () => running && running.abort());
  await startEditor(vocabulary, run);
  const questions = await startQuestions(run);
  const follow = () => {
    const query = asked();
    if (query !== null && query !== editor.text) {
      questions?.showFields(null);
      editor.set(query);
      ask(result);
    }
  };
  addEventListener("popstate", follow);
  follow();
  document.documentElement.dataset.ready = "true";
}

async function startQuestions(run) {
  const parts = { list: $("list"), find: $("find"), parameters: $("parameters"), question: $("question"), fields: $("fields") };
  try {
    const questions = new Questions({ ...parts, parametersTitle: $("parameters-title") }, await load("queries"), (query) => {
      editor.set(query.text.replace(/^(#.*\n)*\s*/, "")); // its head says what the fields show
      questions.showFields(query, (change) => editor.set(change(editor.text)));
      if (matchMedia("(max-width: 52rem)").matches) {
        $("questions").open = false;
      }
      $("ask").scrollIntoView();
      const lacking = questions.lacking();
      if (lacking) {
        lacking.focus();
      } else {
        run();
      }
    });
    return questions;
  } catch (error) {
    showError(error.message);
    return null;
  }
}

start();

// The editor of the query page: CodeMirror with SPARQL, bundled into ../assets/built/editor.js.
//
// It stands in a shadow root: there CodeMirror's styles need no exception from the page's Content-Security-Policy.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { completions } from "./completion.mjs";

// The grammar leaves names with a prefix uncoloured.
const language = SparqlLanguage.configure({ props: [styleTags({ "Pname_ln Pname_ns": tags.propertyName, A_predicate: tags.keyword })] });

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--field)", fontSize: "0.9375rem", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--faint)", backgroundColor: "transparent", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--line-here)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-matchingBracket": { outline: "1px solid var(--accent)", backgroundColor: "transparent" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--rule)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--paper)", backgroundColor: "var(--accent)" },
  ".cm-completionInfo": { maxWidth: "20rem" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword], color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.literal], color: "var(--code-number)" },
  { tag: [tags.namespace, tags.propertyName, tags.url, tags.link], color: "var(--code-name)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
]);

/**
 * Puts an editor into an element.
 *
 * options: text; label, for those who hear the page; vocabulary, as vocabulary.json holds it; run, called on Ctrl+Enter; changed, called
 * with the text after each change. Returns { text, set(text), mark(line, column, message), unmark(), focus() }.
 */
export function mount(element, { text, label, vocabulary, run, changed }) {
  const root = element.attachShadow({ mode: "open" });
  const asks = { key: "Mod-Enter", run: () => (run(), true) };
  const state = EditorState.create({
    doc: text,
    extensions: [
      Prec.highest(keymap.of([asks])),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap]),
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off", autocorrect: "off", spellcheck: "false" }),
      EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
      language,
      autocompletion({ override: [completions(vocabulary)], icons: false }),
      syntaxHighlighting(colours),
      theme,
    ],
  });
  const view = new EditorView({ state, root, parent: root });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    mark(line, column, message) {
      const place = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const from = Math.min(place.from + column - 1, place.to);
      const word = /^[\w?$:-]*/.exec(place.text.slice(from - place.from))[0].length;
      view.dispatch(setDiagnostics(view.state, [{ from, to: Math.min(from + Math.max(word, 1), place.to), severity: "error", message }]));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    },
    unmark() {
      view.dispatch(setDiagnostics(view.state, []));
    },
    focus() {
      view.focus();
    },
  };
}

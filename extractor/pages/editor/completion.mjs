// What the editor offers while one types: keywords, the query's own variables, and the vocabulary's names with their meaning.

// The keywords and functions of SPARQL 1.1, https://www.w3.org/TR/sparql11-query/#rQueryUnit.
const KEYWORDS = `ASK BIND BY CONSTRUCT DESCRIBE DISTINCT EXISTS FILTER GRAPH GROUP HAVING IN LIMIT MINUS NOT OFFSET OPTIONAL ORDER PREFIX
 REDUCED SELECT UNDEF UNION VALUES WHERE AS ASC DESC FROM NAMED`.split(/\s+/);
const FUNCTIONS = `ABS AVG BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY FLOOR GROUP_CONCAT HOURS IF IRI isBLANK isIRI isLITERAL
 isNUMERIC LANG LANGMATCHES LCASE MAX MIN MINUTES MONTH NOW REGEX REPLACE ROUND SAMPLE SECONDS STR STRAFTER STRBEFORE STRDT STRENDS STRLANG
 STRLEN STRSTARTS SUBSTR SUM TIMEZONE TZ UCASE YEAR`.split(/\s+/);

/** A source of completions for CodeMirror. */
export function completions(vocabulary) {
  const words = [
    ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
    ...FUNCTIONS.map((label) => ({ label, type: "function", apply: `${label}(` })),
    ...Object.keys(vocabulary.prefixes).map((prefix) => ({ label: `${prefix}:`, type: "namespace", detail: vocabulary.prefixes[prefix] })),
  ];
  const names = vocabulary.terms.map(({ name, kind, label, comment }) => ({ label: name, type: kind, detail: label, info: comment || undefined }));
  return (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) {
      return { from: variable.from, options: variables(context.state.doc.toString(), variable), validFor: /^[?$]\w*$/ };
    }
    const name = context.matchBefore(/[\w-]+:[\w-]*/);
    if (name) {
      return { from: name.from, options: names, validFor: /^[\w-]+:[\w-]*$/ };
    }
    const word = context.matchBefore(/\w+/);
    return word || context.explicit ? { from: word ? word.from : context.pos, options: [...words, ...names], validFor: /^[\w-]*$/ } : null;
  };
}

function variables(text, typed) {
  const others = text.slice(0, typed.from) + text.slice(typed.to);
  return [...new Set(others.match(/[?$]\w+/g) || [])].sort().map((label) => ({ label, type: "variable" }));
}

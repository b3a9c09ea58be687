"""What is SPARQL 1.1 by its grammar is answered, and what is not is refused: https://www.w3.org/TR/sparql11-query/#sparqlGrammar"""

from __future__ import annotations

import pytest

from tests.server.conftest import Served

PREFIX = "PREFIX : <http://example.org/>\n"

POSITIVE = [
    "SELECT * WHERE { ?x ?y ?z }",
    "SELECT * { }",
    "select distinct ?x where { ?x ?y ?z } order by ?x limit 1 offset 2",
    "SELECT REDUCED ?x { ?x ?y ?z } LIMIT 0",
    "BASE <http://example.org/> PREFIX p: <ns#> SELECT * { <a> p:b <#c> }",
    "SELECT * { :x.y :a-b :c%20d . :e\\~f a :T }",
    "SELECT ?é { ?é ?_1 $z }",
    "SELECT * { ?x :p 1, -2, +3, 1.5, .5, 1e9, 1.0E-3, true, false }",
    "SELECT * { ?x :p 'a', \"b\", '''c'c\n''', \"\"\"d\"d\"\"\", 'e'@en-GB, 'f'^^:g, '\\u00e9\\t\\\\' }",
    "SELECT * { ?x :p :a, :b ; :q :c ;; :r :d ; . }",
    "SELECT * { [] :p [ :q 'x' ; :r [] ] . _:b :s ( 1 ( 2 ) [ :t 3 ] ) . () :u () }",
    "SELECT * { { ?x :p ?y } UNION { ?x :q ?y } UNION { } OPTIONAL { ?y :r ?z } MINUS { ?x :s ?x } }",
    "SELECT * { GRAPH ?g { ?x ?y ?z } GRAPH :g { } }",
    "SELECT * { ?x :p/:q|^:r/!(:s|^:t)/:u*/:v+/:w?/(:x/a)* ?y . ?x !a ?z }",
    "SELECT * { FILTER(1 = 1 && (2 != 3 || !false) && 1 < 2 && 4 >= 3) FILTER(?x IN (1, 'a', :b)) FILTER(?y NOT IN ()) }",
    "SELECT * { FILTER EXISTS { ?x ?y ?z } FILTER NOT EXISTS { ?x :none ?z } FILTER(BOUND(?x)) FILTER REGEX('a', 'A', 'i') }",
    "SELECT * { BIND(IF(1 < 2, COALESCE(?u, CONCAT('a', STR(:b))), STRLANG('c', 'en')) AS ?v) }",
    "SELECT * { VALUES ?x { 1 'a' :b UNDEF } VALUES (?y ?z) { (1 UNDEF) (:c 'd'@en) } VALUES () { () } }",
    "SELECT ?x { ?x ?y ?z } VALUES ?x { :a :b }",
    "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?x) AS ?m) (SUM(?z) AS ?s) (MIN(?z) AS ?i) (MAX(?z) AS ?a) { ?x ?y ?z }",
    "SELECT ?y (GROUP_CONCAT(DISTINCT STR(?z); SEPARATOR=', ') AS ?g) (SAMPLE(?z) AS ?s) { ?x ?y ?z } GROUP BY ?y HAVING(COUNT(*) > 1)",
    "SELECT ?l { ?x ?y ?z } GROUP BY (STRLEN(STR(?z)) AS ?l) ORDER BY DESC(?l) ASC(COUNT(*))",
    "SELECT * { { SELECT ?x (AVG(?z) AS ?a) { ?x ?y ?z } GROUP BY ?x } ?x :p ?q }",
    "ASK { }",
    "ASK WHERE { ?x ?y ?z . }",
    "CONSTRUCT { ?x :p _:b . _:b :q ?z } WHERE { ?x ?y ?z }",
    "CONSTRUCT WHERE { ?x :p ?z . }",
    "CONSTRUCT { } WHERE { }",
    "DESCRIBE :a",
    "DESCRIBE ?x :b WHERE { ?x :p ?y }",
    "DESCRIBE * { ?x :p ?y }",
    "# SELECT nothing\nASK # { }\n{ # }\n}",
    "ASK{?x?y?z.?z<http://example.org/p>1.}",
    "SELECT(1AS?x){}",
]
NEGATIVE = [
    "",
    "# nothing",
    "SELECT",
    "SELECT *",
    "SELECT { ?x ?y ?z }",
    "SELECT ?x WHERE",
    "SELECT * { ?x ?y ?z",
    "SELECT * ?x ?y ?z }",
    "SELECT * { ?x ?y ?z } }",
    "SELECT * { ?x ?y }",
    "SELECT * { ?x ?y ?z ?w }",
    "SELECT * { ?x ?y ?z , }",
    "SELECT * { 'x' }",
    "SELECT * { ?x 'p' ?z }",
    "SELECT * { ?x _:b ?z }",
    "SELECT * { ? :p ?z }",
    "SELECT * { ?x :p 'a\nb' }",
    "SELECT * { ?x :p 'unended }",
    "SELECT * { ?x :p '\\x' }",
    "SELECT * { <a b> :p ?z }",
    "SELECT * { <http://example.org/ :p ?z }",
    "SELECT * { ?x undeclared:p ?z }",
    "SELECT * { FILTER }",
    "SELECT * { FILTER(1 +) }",
    "SELECT * { FILTER(?x = ) }",
    "SELECT * { FILTER NOSUCH(?x) }",
    "SELECT * { FILTER(REGEX('a')) }",
    "SELECT * { UNION { } }",
    "SELECT * { OPTIONAL }",
    "SELECT * { GRAPH { ?x ?y ?z } }",
    "SELECT * { BIND(1) }",
    "SELECT * { ?x ?y ?z BIND(1 AS ?x) }",
    "SELECT * { VALUES ?x { ?y } }",
    "SELECT * { VALUES (?x ?y) { (1) } }",
    "SELECT (1 AS ?x) (2 AS ?x) { }",
    "SELECT ?x (COUNT(*) AS ?n) { ?x ?y ?z }",
    "SELECT * { ?x ?y ?z } GROUP BY ?x",
    "SELECT ?x { ?x ?y ?z } LIMIT",
    "SELECT ?x { ?x ?y ?z } LIMIT -1",
    "SELECT ?x { ?x ?y ?z } LIMIT 1 LIMIT 2",
    "SELECT ?x { ?x ?y ?z } ORDER ?x",
    "ASK { } LIMIT x",
    "CONSTRUCT { ?x ?y 'z' FILTER(1) } WHERE { ?x ?y ?z }",
    "CONSTRUCT WHERE { FILTER(true) }",
    "DESCRIBE",
    "PREFIX p <http://example.org/> ASK { }",
    "PREFIX : http://example.org/ ASK { }",
    "ASK { } ASK { }",
    "ASK { } ; INSERT DATA { }",
    "SELECT * FROM { }",
    "SELECT * { FROM :g }",
]


@pytest.mark.parametrize("query", POSITIVE)
def test_a_query_is_answered(served: Served, query: str) -> None:
    answer = served.ask(query if query.startswith("BASE") else PREFIX + query)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("query", NEGATIVE)
def test_what_is_no_query_is_refused(served: Served, query: str) -> None:
    answer = served.ask(PREFIX + query)
    assert answer.status_code == 400, answer.text
    assert answer.text.strip()

// Reads queries, a JSON array of texts, and prints what each asks of whom, as JSON.
// usage: node parse-promql.cjs FOLDER    whose node_modules have the grammar (deploy/local/tools/promql)
'use strict';
const { createRequire } = require('node:module');
const { parser } = createRequire(`${process.argv[2]}/queries.cjs`)('@prometheus-io/lezer-promql');

const unquoted = text => text.slice(1, -1).replaceAll('\\\\', '\\');

function read(query) {
    const textOf = node => query.slice(node.from, node.to);
    const found = { fault: null, selectors: [], groups: [], made: [] };
    const visit = {
        VectorSelector(node) {
            const name = node.getChild('Identifier');
            const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
            found.selectors.push({
                at: node.from,
                matchers: [
                    ...name ? [{ label: '__name__', op: '=', value: textOf(name) }] : [],
                    ...matchers.map(one => ({
                        label: textOf(one.getChild('LabelName')),
                        op: textOf(one.getChild('MatchOp')),
                        value: unquoted(textOf(one.getChild('StringLiteral'))),
                    })),
                ],
            });
        },
        GroupingLabels(node) {
            const whose = node.node.parent.parent; // sum by (...), or two sides of a comparison
            found.groups.push({
                from: whose.from, to: whose.to, labels: node.getChildren('LabelName').map(textOf),
            });
        },
        FunctionCall(node) {
            if (!node.getChild('FunctionIdentifier').getChild('LabelReplace')) return;
            const [made] = node.getChild('FunctionCallBody').getChildren('StringLiteral');
            found.made.push(unquoted(textOf(made)));
        },
    };
    parser.parse(query).iterate({
        enter(node) {
            if (node.type.isError) found.fault ??= `not PromQL from '${query.slice(node.from, node.from + 20)}' on`;
            visit[node.name]?.(node.node);
        },
    });
    return found;
}

let text = '';
process.stdin.on('data', part => { text += part; }).on('end', () =>
    process.stdout.write(JSON.stringify(JSON.parse(text).map(read))));

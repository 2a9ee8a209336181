// TwiML, set out and coloured. As elements, never as markup: what was answered may hold anything.
import type { ReactNode } from 'react';

interface Node {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly text: string;
  readonly children: readonly Node[];
}

/** Undefined for what is no XML. */
function readTwiml(document: string): Node | undefined {
  const parsed = new DOMParser().parseFromString(document, 'application/xml');
  const root = parsed.documentElement as Element | null;
  return root === null || parsed.querySelector('parsererror') !== null ? undefined : nodeOf(root);
}

const nodeOf = (element: Element): Node => ({
  name: element.tagName,
  attributes: [...element.attributes].map(({ name, value }) => [name, value] as const),
  text: element.children.length === 0 ? element.textContent : '',
  children: [...element.children].map(nodeOf),
});

export function TwimlView({ document }: { readonly document: string }): ReactNode {
  const root = readTwiml(document);
  return (
    <pre className="twiml" tabIndex={0}>
      <code>{root === undefined ? document : <Element node={root} depth={0} />}</code>
    </pre>
  );
}

function Element({ node, depth }: { readonly node: Node; readonly depth: number }): ReactNode {
  const { name, attributes, text, children } = node;
  const indent = '  '.repeat(depth);
  const empty = text === '' && children.length === 0;
  return (
    <>
      {indent}
      <span className="tag">&lt;{name}</span>
      {attributes.map(([key, value]) => (
        <span key={key}>
          {' '}
          <span className="attribute">{key}</span>=<span className="value">&quot;{value}&quot;</span>
        </span>
      ))}
      <span className="tag">{empty ? '/>' : '>'}</span>
      {text}
      {children.length > 0 && '\n'}
      {children.map((child, index) => (
        <Element key={index} node={child} depth={depth + 1} />
      ))}
      {!empty && (
        <>
          {children.length > 0 && indent}
          <span className="tag">&lt;/{name}&gt;</span>
        </>
      )}
      {'\n'}
    </>
  );
}

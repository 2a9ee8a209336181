// The schema of the settings, as the API gives it: between which numbers a field may lie.
import { createContext, use, type ReactNode } from 'react';
import { useAnswer } from '../../../api/use-answer.ts';
import { useFormat } from '../../../words/format.ts';
import { useWords } from '../../../words/index.ts';
import { isTree, type Tree } from '../document.ts';

const SchemaContext = createContext<Tree | undefined>(undefined);

export function SchemaProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { body } = useAnswer('settings.schema', {});
  return <SchemaContext value={isTree(body) ? body : undefined}>{children}</SchemaContext>;
}

/** `2 to 6`; undefined where the schema names no ends, or is not there yet. */
export function useRange(at: string): string | undefined {
  const { settings } = useWords();
  const format = useFormat();
  const node = nodeAt(use(SchemaContext), at);
  const low = node?.minimum;
  const high = node?.maximum;
  return typeof low === 'number' && typeof high === 'number'
    ? settings.range(format.number(low), format.number(high))
    : undefined;
}

const nodeAt = (schema: Tree | undefined, at: string): Tree | undefined =>
  at
    .split('/')
    .slice(1)
    .reduce<Tree | undefined>((node, part) => {
      const next = /^\d+$/.test(part)
        ? node?.items
        : isTree(node?.properties)
          ? node.properties[part]
          : undefined;
      return isTree(next) ? next : undefined;
    }, schema);

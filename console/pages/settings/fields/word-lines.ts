// Entries of a list as lines of words: `hooks.example.com CN`. The last member takes the rest of the line.
export interface LineShape {
  readonly read: (line: string) => unknown;
  readonly write: (entry: unknown) => string;
}

/** A member that is not typed yet is absent, so that a space at the end of a line stays while more is typed. */
export const linesOf = (...members: readonly [string, ...string[]]): LineShape => ({
  read: (line) => {
    const words = line.split(' ');
    const parts = members.map((_, place) =>
      place === members.length - 1 ? words.slice(place).join(' ') : words[place],
    );
    return Object.fromEntries(
      members.flatMap((name, place) => (place < words.length ? [[name, parts[place]]] : [])),
    );
  },
  write: (entry) => {
    const given = entry as Readonly<Record<string, unknown>>;
    return members.flatMap((name) => (typeof given[name] === 'string' ? [given[name]] : [])).join(' ');
  },
});

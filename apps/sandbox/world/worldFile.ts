import { readFileSync, statSync } from 'node:fs';
import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { WorldDeclaration } from './declaration.ts';
import { readWorld, WorldError, type WorldFault, whereInValue } from './readWorld.ts';

const LARGEST = 1_048_576;

/**
 * Reads a world from a JSON file (world.schema.json, world.example.json), in UTF-8 or UTF-16.
 * @throws WorldError with all faults, their lines and paths; also when the file cannot be read
 */
export function readWorldFile(file: string): WorldDeclaration {
  const text = read(file);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const place = (offset: number) => placeIn(text, offset);
  if (errors.length > 0 || !tree) {
    const [{ error, offset } = { error: 0, offset: 0 }] = errors;
    const what = tree || text.trim() !== '' ? wordsOf(printParseErrorCode(error)) : 'it is empty';
    const { line, column } = place(offset);
    throw faultOf(`${file}, line ${line}, column ${column}`, `this is not JSON: ${what}`);
  }
  const twice = findTwice(tree);
  if (twice) {
    const { line, column } = place(twice.offset);
    throw faultOf(
      `${file}, line ${line}, column ${column}`,
      `the key "${twice.value}" stands here twice`,
    );
  }
  return readWorld(JSON.parse(text), (fault) => {
    const node = nodeOf(tree, fault);
    const path = fault.path.length === 0 ? '' : `, ${whereInValue(fault, '').replace(/^\./, '')}`;
    return `${file}, line ${place(node.offset).line}${path}`;
  });
}

function read(file: string): string {
  try {
    if (statSync(file).size > LARGEST) throw faultOf(file, 'it is larger than 1 MB');
    return decode(readFileSync(file));
  } catch (error) {
    if (error instanceof WorldError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw faultOf(
      file,
      SYSTEM[code ?? ''] ?? `it cannot be read (${code ?? 'for no known reason'})`,
    );
  }
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder; a file is needed',
  EACCES: 'this user may not read it',
};

/** Editors on Windows write UTF-16, or UTF-8 with a byte order mark. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff)
    return new TextDecoder('utf-16le').decode(Buffer.from(bytes).swap16());
  return new TextDecoder('utf-8').decode(bytes);
}

/** The node of the value that has the fault, or the nearest enclosing node. */
function nodeOf(tree: Node, { path }: WorldFault): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    // The property, because the user looks for the line of the key.
    if (node) return node.parent?.type === 'property' ? node.parent : node;
  }
  return tree;
}

/** The second of two equal keys of one object; JSON.parse would silently use the last one. */
function findTwice(node: Node): Node | undefined {
  const keys = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = node.type === 'object' ? child.children?.[0] : undefined;
    if (key && keys.has(key.value)) return key;
    if (key) keys.add(key.value);
    const inside = findTwice(child);
    if (inside) return inside;
  }
  return undefined;
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** `CommaExpected` to "comma expected" */
function wordsOf(name: string): string {
  return name.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}

function faultOf(where: string, message: string): WorldError {
  return new WorldError([{ path: [], message }], () => where);
}

// An ordered map that can be forked in constant time: nodes are shared between versions and copied by the
// first change made under a new owner. So a snapshot, a rollback and a clone cost nothing.
import { must } from '#base';
import { compareKeys, type Key } from './key.ts';

/** Stands for one version under change; nodes made under another owner are never altered. */
export type Owner = object;

interface Leaf<V extends object> {
  readonly owner: Owner;
  readonly keys: Key[];
  readonly values: V[];
}

interface Branch<V extends object> {
  readonly owner: Owner;
  /** The lowest key that each child has ever held; the first is never looked at. */
  readonly keys: Key[];
  readonly children: Node<V>[];
}

type Node<V extends object> = Leaf<V> | Branch<V>;

/** One version of the map. */
export interface Tree<V extends object> {
  readonly root: Node<V>;
  readonly size: number;
}

const WIDTH = 32;

export function emptyTree<V extends object>(): Tree<V> {
  return { root: { owner: {}, keys: [], values: [] }, size: 0 };
}

export function lookUp<V extends object>(tree: Tree<V>, key: Key): V | undefined {
  let node = tree.root;
  while ('children' in node) node = childAt(node, childIndex(node, key));
  const at = lowerBound(node.keys, key);
  const found = node.keys[at];
  return found !== undefined && compareKeys(found, key) === 0 ? node.values[at] : undefined;
}

export function insert<V extends object>(tree: Tree<V>, owner: Owner, key: Key, value: V): Tree<V> {
  const grown = insertInto(tree.root, owner, key, value);
  const root = grown.right === undefined ? grown.node : joined(owner, grown.node, grown.right);
  return { root, size: tree.size + (grown.added ? 1 : 0) };
}

export function erase<V extends object>(tree: Tree<V>, owner: Owner, key: Key): Tree<V> {
  const left = eraseFrom(tree.root, owner, key);
  if (left === undefined) return tree;
  let root = left;
  while ('children' in root && root.children.length === 1) root = childAt(root, 0);
  return {
    root: 'children' in root && root.children.length === 0 ? emptyTree<V>().root : root,
    size: tree.size - 1,
  };
}

/** Calls `visit` upwards from the first key that is not below `from`, until it answers false. */
export function ascend<V extends object>(
  tree: Tree<V>,
  from: Key,
  visit: (key: Key, value: V) => boolean,
): void {
  ascendIn(tree.root, from, visit);
}

/** Calls `visit` downwards from the last key below `before`, until it answers false. */
export function descend<V extends object>(
  tree: Tree<V>,
  before: Key,
  visit: (key: Key, value: V) => boolean,
): void {
  descendIn(tree.root, before, visit);
}

function insertInto<V extends object>(
  node: Node<V>,
  owner: Owner,
  key: Key,
  value: V,
): { node: Node<V>; right?: Node<V>; added: boolean } {
  if (!('children' in node)) {
    const own = ownedLeaf(node, owner);
    const at = lowerBound(own.keys, key);
    const there = own.keys[at];
    if (there !== undefined && compareKeys(there, key) === 0) {
      own.values[at] = value;
      return { node: own, added: false };
    }
    own.keys.splice(at, 0, key);
    own.values.splice(at, 0, value);
    if (own.keys.length <= WIDTH) return { node: own, added: true };
    const half = at === own.keys.length - 1 ? WIDTH : WIDTH >> 1;
    return {
      node: own,
      right: { owner, keys: own.keys.splice(half), values: own.values.splice(half) },
      added: true,
    };
  }
  const own = ownedBranch(node, owner);
  const at = childIndex(own, key);
  const grown = insertInto(childAt(own, at), owner, key, value);
  own.children[at] = grown.node;
  if (grown.right === undefined) return { node: own, added: grown.added };
  own.keys.splice(at + 1, 0, keyAt(grown.right.keys, 0));
  own.children.splice(at + 1, 0, grown.right);
  if (own.children.length <= WIDTH) return { node: own, added: true };
  const half = at === own.children.length - 2 ? WIDTH : WIDTH >> 1;
  return {
    node: own,
    right: { owner, keys: own.keys.splice(half), children: own.children.splice(half) },
    added: true,
  };
}

/** The node without the key; `undefined` when the key was not there. Nodes may run thin; empty ones go. */
function eraseFrom<V extends object>(node: Node<V>, owner: Owner, key: Key): Node<V> | undefined {
  if (!('children' in node)) {
    const at = lowerBound(node.keys, key);
    const there = node.keys[at];
    if (there === undefined || compareKeys(there, key) !== 0) return undefined;
    const own = ownedLeaf(node, owner);
    own.keys.splice(at, 1);
    own.values.splice(at, 1);
    return own;
  }
  const at = childIndex(node, key);
  const child = eraseFrom(childAt(node, at), owner, key);
  if (child === undefined) return undefined;
  const own = ownedBranch(node, owner);
  const empty = 'children' in child ? child.children.length === 0 : child.keys.length === 0;
  if (empty) {
    own.keys.splice(at, 1);
    own.children.splice(at, 1);
  } else {
    own.children[at] = child;
  }
  return own;
}

function ascendIn<V extends object>(
  node: Node<V>,
  from: Key | undefined,
  visit: (key: Key, value: V) => boolean,
): boolean {
  if (!('children' in node)) {
    for (
      let i = from === undefined ? 0 : lowerBound(node.keys, from);
      i < node.keys.length;
      i += 1
    ) {
      if (!visit(keyAt(node.keys, i), valueAt(node, i))) return false;
    }
    return true;
  }
  const first = from === undefined ? 0 : childIndex(node, from);
  for (let i = first; i < node.children.length; i += 1) {
    if (!ascendIn(childAt(node, i), i === first ? from : undefined, visit)) return false;
  }
  return true;
}

function descendIn<V extends object>(
  node: Node<V>,
  before: Key | undefined,
  visit: (key: Key, value: V) => boolean,
): boolean {
  if (!('children' in node)) {
    for (
      let i = (before === undefined ? node.keys.length : lowerBound(node.keys, before)) - 1;
      i >= 0;
      i -= 1
    ) {
      if (!visit(keyAt(node.keys, i), valueAt(node, i))) return false;
    }
    return true;
  }
  const last = before === undefined ? node.children.length - 1 : childIndex(node, before);
  for (let i = last; i >= 0; i -= 1) {
    if (!descendIn(childAt(node, i), i === last ? before : undefined, visit)) return false;
  }
  return true;
}

function ownedLeaf<V extends object>(node: Leaf<V>, owner: Owner): Leaf<V> {
  return node.owner === owner
    ? node
    : { owner, keys: node.keys.slice(), values: node.values.slice() };
}

function ownedBranch<V extends object>(node: Branch<V>, owner: Owner): Branch<V> {
  return node.owner === owner
    ? node
    : { owner, keys: node.keys.slice(), children: node.children.slice() };
}

function joined<V extends object>(owner: Owner, left: Node<V>, right: Node<V>): Node<V> {
  const keys = [keyAt(left.keys, 0), keyAt(right.keys, 0)];
  return { owner, keys, children: [left, right] };
}

function childAt<V extends object>(node: Branch<V>, at: number): Node<V> {
  return must(node.children[at], 'a branch has a child for each key');
}

function valueAt<V extends object>(node: Leaf<V>, at: number): V {
  return must(node.values[at], 'a leaf has a value for each key');
}

function keyAt(keys: readonly Key[], at: number): Key {
  return must(keys[at], 'the place is within the node');
}

/** The child that holds the key, if any does. */
function childIndex<V extends object>(node: Branch<V>, key: Key): number {
  let low = 1;
  let high = node.keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(keyAt(node.keys, middle), key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function lowerBound(keys: readonly Key[], key: Key): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(keyAt(keys, middle), key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

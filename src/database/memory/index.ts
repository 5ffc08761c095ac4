export {
  Abandoned,
  type MemoryDatabase,
  type MemorySnapshot,
  memoryDatabase,
} from './memory-database.ts';

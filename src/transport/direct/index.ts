export {
  type DirectLinkParts,
  directLink,
  serveText,
  type Wire,
} from './direct-link.ts';
export { openText, sealText } from './sealed-text.ts';

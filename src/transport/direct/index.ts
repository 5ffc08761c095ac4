export {
  type DirectLinkParts,
  directLink,
  type Server,
  serveText,
  type Wire,
} from './direct-link.ts';
export { openText, sealText } from './sealed-text.ts';

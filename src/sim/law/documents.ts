/** Documents with a state; the lines of each are in the table `…_line`. */
export const DOCUMENTS: ReadonlySet<string> = new Set([
  'invoice',
  'requisition',
  'purchase_order',
  'goods_received',
  'stocktake',
  'prescription',
]);

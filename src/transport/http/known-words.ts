// What both ends know before they talk: the words of requests, replies and the commonest tables. Compression
// begins with them, so an idle exchange costs little more than its hashes, and a short push half of its names.
// Changing a letter makes older peers unreadable: known-words.test.ts pins the text.
const KEPT =
  '"created_at":"2026-11-22T08:00:00.000Z","updated_at":"2026-11-22T08:00:00.000Z","deleted_at":null,"row_version":1,"origin_site_id":2';

const ROWS = [
  `{"table":"item","row":{"id":"019","code":"","name":"","type":"stock","unit_id":null,"default_pack_size":"1",${KEPT}}},`,
  `{"table":"name","row":{"id":"019","code":"","name":"","type":"facility","is_customer":true,"is_supplier":false,"is_manufacturer":false,${KEPT}}},`,
  `{"table":"activity_log","row":{"id":"019","at":"2026-11-22T08:00:00.000Z","user_id":"019","store_id":"019","type":"","record_id":"019","table_name":"invoice","from_value":null,"to_value":null,"message":null,${KEPT}}},`,
  `{"table":"number_sequence","row":{"id":"019","store_id":"019","kind":"customer_invoice","last_number":1,${KEPT}}},`,
  `{"table":"stock_line","row":{"id":"019","store_id":"019","item_id":"019","supplier_name_id":null,"batch":"","expiry_date":"2029-06-30","pack_size":"10","total_packs":"100","available_packs":"100","cost_price":"1","sell_price":"1","location_id":null,"on_hold":false,"note":null,${KEPT}}},`,
  `{"table":"stock_movement","row":{"id":"019","store_id":"019","stock_line_id":"019","invoice_line_id":"019","at":"2026-11-22T08:00:00.000Z","reason":null,"packs":"-1","pack_size":"10","units":"-10",${KEPT}}},`,
  `{"table":"invoice_line","row":{"id":"019","invoice_id":"019","item_id":"019","item_code":"","item_name":"","stock_line_id":"019","batch":null,"expiry_date":null,"pack_size":"1","packs":"1","sent_packs":null,"sent_pack_size":null,"cost_price":"0","sell_price":"0","tax":"0","location_id":null,"note":null,"linked_line_id":null,${KEPT}}},`,
  `{"table":"invoice","row":{"id":"019","store_id":"019","name_id":"019","counterparty_store_id":null,"type":"customer_invoice","status":"confirmed","serial":1,"on_hold":false,"their_ref":null,"comment":null,"tax":null,"confirmed_at":null,"finalised_at":null,"linked_invoice_id":null,"user_id":null,${KEPT}}}`,
].join('');

const REPLY =
  '{"protocol":1,"number":1000000001,"central":"019","now":"2026-11-22T08:00:00.000Z","held":{"position":1,"hash":""},"quarantined":[],"page":{"tables":[{"table":"","columns":["id","created_at","updated_at","deleted_at","row_version","origin_site_id"],"rows":[["019","2026-11-22T08:00:00.000Z",null,true,false]]}],"purge":[],"dropped_feeds":[],"marks":{"everyone":1,"dispensaries":1,"primary":1,"store:019":1,"site:2":1},"caught_up":true,"waiting":0},"directory":{"hash":"","sites":[{"site_id":1,"name":"","is_central":true,"is_primary":true}]}}';

const REQUEST = `{"protocol":1,"number":1000000001,"dictionary":"","app_version":"0.1.0","site_id":2,"incarnation":"019","central":"019","log":{"position":1,"hash":""},"marks":{"everyone":1,"dispensaries":1,"store:019":1,"site:2":1},"page":{"rows":500},"push":{"after":{"position":1,"hash":""},"groups":[{"position":1,"at":"2026-11-22T08:00:00.000Z","epochs":{"019":1},"changes":[${ROWS}]}]},"directory":""}`;

export const KNOWN_WORDS = REPLY + REQUEST;

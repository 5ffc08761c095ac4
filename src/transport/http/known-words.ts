// What both ends know before they talk: the words of requests, replies and the commonest tables. Compression
// begins with them, so an idle exchange costs little more than its hashes, and a short push half of its names.
// Changing a letter makes older peers unreadable: known-words.test.ts pins the text.
const MOMENT = '2026-11-22T08:00:00.000Z';
const KEPT = `"created_at":"${MOMENT}","updated_at":"${MOMENT}","deleted_at":null,"row_version":1,"origin_site_id":2`;

const ROWS = [
  `{"table":"item","row":{"id":"019","code":"","name":"","type":"stock","unit_id":null,"default_pack_size":"1","outer_pack_size":null,"abc":null,"ven":null,"strength":null,"doses":null,"is_vaccine":false,"volume_per_pack":null,"weight":null,"cross_ref_item_id":null,"critical_stock":false,"normal_stock":false,"universal_code":null,"custom_data":null,${KEPT}}},`,
  `{"table":"name","row":{"id":"019","code":"","name":"","type":"facility","is_customer":true,"is_supplier":false,"is_manufacturer":false,"is_donor":false,"is_benchmark":false,"on_hold":false,${KEPT}}},`,
  `{"table":"transfer_log","row":{"id":"019","store_id":"019","invoice_id":"019","at":"${MOMENT}","message":"",${KEPT}}},`,
  `{"table":"number_sequence","row":{"id":"019","store_id":"019","kind":"supplier_invoice","last_value":1,${KEPT}}},`,
  `{"table":"invoice","row":{"id":"019","store_id":"019","name_id":"019","counterparty_store_id":null,"serial":1,"type":"customer_invoice","mode":"store","status":"confirmed","on_hold":false,"their_ref":null,"comment":null,"rate":"1","tax_rate":null,"linked_invoice_id":null,"original_invoice_id":null,"transport_ref":null,"expected_delivery":null,"line_count":20,"entered_at":"${MOMENT}","confirmed_at":null,"finalised_at":null,"cancelled_at":null,"user_id":"019","colour":null,${KEPT}}},`,
  `{"table":"stock_line","row":{"id":"019","store_id":"019","item_id":"019","batch":"","expiry_date":"2030-01-31","manufacture_date":null,"pack_size":"10","total_packs":"100","available_packs":"100","cost_price":"1","sell_price":"1","location_id":null,"name_id":"019","on_hold":false,"donor_id":null,"manufacturer_id":null,"volume_per_pack":null,"note":null,${KEPT}}},`,
  `{"table":"stock_movement","row":{"id":"019","store_id":"019","stock_line_id":"019","item_id":"019","quantity":"-100","source_table":"invoice_line","source_id":"019","at":"${MOMENT}","kind":"issue",${KEPT}}},`,
  `{"table":"invoice_line","row":{"id":"019","invoice_id":"019","line_number":1,"type":"stock_out","item_id":"019","item_name":"","stock_line_id":"019","location_id":null,"batch":"","expiry_date":"2030-01-31","manufacture_date":null,"pack_size":"10","packs":"1","sent_packs":null,"sent_pack_size":null,"prescribed_quantity":null,"cost_price":"1","sell_price":"1","tax":null,"note":null,"directions":null,"reason_option_id":null,"donor_id":null,"manufacturer_id":null,"volume_per_pack":null,"linked_invoice_id":null,"linked_line_id":null,${KEPT}}}`,
].join('');

const REPLY =
  '{"protocol":1,"number":1000000001,"central":"019","now":"2026-11-22T08:00:00.000Z","held":{"position":1,"hash":""},"quarantined":[],"page":{"tables":[{"table":"","columns":["id","created_at","updated_at","deleted_at","row_version","origin_site_id"],"rows":[["019","2026-11-22T08:00:00.000Z",null,true,false]]}],"purge":[],"dropped_feeds":[],"marks":{"everyone":1,"dispensaries":1,"primary":1,"store:019":1,"site:2":1},"caught_up":true,"waiting":0},"directory":{"hash":"","sites":[{"site_id":1,"name":"","is_central":true,"is_primary":true}]}}';

const REQUEST = `{"protocol":1,"number":1000000001,"dictionary":"","app_version":"0.1.0","site_id":2,"incarnation":"019","central":"019","log":{"position":1,"hash":""},"marks":{"everyone":1,"dispensaries":1,"store:019":1,"site:2":1},"page":{"rows":500},"push":{"after":{"position":1,"hash":""},"groups":[{"position":1,"at":"2026-11-22T08:00:00.000Z","epochs":{"019":1},"changes":[${ROWS}]}]},"directory":""}`;

export const KNOWN_WORDS = REPLY + REQUEST;

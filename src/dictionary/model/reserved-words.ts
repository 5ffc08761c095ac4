// Names that SQLite or PostgreSQL would not take as the name of a table or column without quotes: every report,
// export and outside query would trip over them.

const KEYWORDS =
  'add all alter analyse analyze and any array as asc asymmetric autoincrement between both case cast check collate column ' +
  'commit constraint create current_catalog current_date current_role current_time current_timestamp current_user default ' +
  'deferrable delete desc distinct do drop else end escape except exists false fetch for foreign from grant group having if ' +
  'in index initially insert intersect into is isnull join lateral leading limit localtime localtimestamp not nothing notnull ' +
  'null offset on only or order placing primary references returning select session_user set some symmetric system_user ' +
  'table then to trailing transaction true union unique update user using values variadic when where window with';
const SYSTEM_COLUMNS = 'cmax cmin ctid oid rowid tableoid xmax xmin';

export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  `${KEYWORDS} ${SYSTEM_COLUMNS}`.split(' '),
);

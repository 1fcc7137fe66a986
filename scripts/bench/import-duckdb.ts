import { DuckDBInstance } from '@duckdb/node-api';

/** The counts of half-years by mall, as another engine makes them from the same file; prints them as JSON. */
const [file = ''] = process.argv.slice(2);
const HALF = (column: string) => `year(${column}) || '-h' || if(month(${column}) <= 6, 1, 2)`;
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(
  `CREATE TABLE c AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}', header = true, delim = ',', types = {'投诉编号': 'VARCHAR', '收到日期': 'DATE', '决定日期': 'DATE', '办结日期': 'DATE', '挽回金额': 'DECIMAL(14,2)'})`,
);
// What the import rejects: rows that end before they begin, and case numbers seen before.
await connection.run(
  `CREATE TABLE good AS SELECT * FROM c WHERE "办结日期" >= "收到日期" QUALIFY row_number() OVER (PARTITION BY "投诉编号") = 1`,
);
const received = await connection.runAndReadAll(
  `SELECT ${HALF('"收到日期"')} AS half, "商场" AS mall, count(*) AS n, count(*) FILTER ("问题" = '质量') AS quality FROM good GROUP BY ALL`,
);
const closed = await connection.runAndReadAll(
  `SELECT ${HALF('"办结日期"')} AS half, "商场" AS mall, count(*) AS n, count(*) FILTER ("消费者评价" = '已解决') AS solved, sum("挽回金额") AS refund, median("办结日期" - "收到日期") AS days FROM good GROUP BY ALL`,
);
const sums: Record<string, { received: number; closed: number; solved: number }> = {};
const half = (name: string) => {
  sums[name] ??= { received: 0, closed: 0, solved: 0 };
  return sums[name];
};
for (const { half: name, n } of received.getRowObjects()) half(String(name)).received += Number(n);
for (const { half: name, n, solved } of closed.getRowObjects()) {
  half(String(name)).closed += Number(n);
  half(String(name)).solved += Number(solved);
}
console.log(JSON.stringify(sums));

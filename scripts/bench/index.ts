const BENCHES = {
  build: () => import('./build.ts'),
  import: () => import('./import.ts'),
  lighthouse: () => import('./lighthouse.ts'),
};

const name = process.argv[2] as keyof typeof BENCHES;
if (BENCHES[name] === undefined) {
  console.error(`Use: npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exit(1);
}
await (await BENCHES[name]()).bench();

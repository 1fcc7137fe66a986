import react from '@astrojs/react';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { SITE } from './src/site.ts';

export default defineConfig({
  site: SITE.url,
  output: 'static',
  trailingSlash: 'always',
  outDir: process.env.OUT_DIR ?? './dist',
  build: { inlineStylesheets: 'never', concurrency: 8 },
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false },
  security: { csp: true },
  i18n: {
    locales: ['zh', 'en', 'es'],
    defaultLocale: 'zh',
    routing: { prefixDefaultLocale: true, redirectToDefaultLocale: false },
  },
  integrations: [
    react(),
    sitemap({
      filter: (page) => new URL(page).pathname !== '/',
      i18n: { defaultLocale: 'zh', locales: { zh: 'zh-CN', en: 'en', es: 'es' } },
    }),
  ],
});

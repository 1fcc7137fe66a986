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
  // One stylesheet for all pages: fetched once, a few kilobytes, where a page would else ask for up to six.
  vite: { build: { cssCodeSplit: false } },
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        // Search asks the Meilisearch server, where one is set up.
        ...(process.env.MEILI_HOST ? [`connect-src 'self' ${new URL(process.env.MEILI_HOST).origin}`] : []),
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
  i18n: {
    locales: ['zh', 'en', 'es'],
    defaultLocale: 'zh',
    routing: { prefixDefaultLocale: true, redirectToDefaultLocale: false },
  },
  integrations: [
    react(),
    sitemap({
      // The language chooser has no translations, and nobody searches for an error page.
      filter: (page) => !/^\/$|\/not-found\/$/.test(new URL(page).pathname),
      i18n: { defaultLocale: 'zh', locales: { zh: 'zh-CN', en: 'en', es: 'es' } },
    }),
  ],
});

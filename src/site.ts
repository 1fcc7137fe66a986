import type { Localized } from './schema/basics.ts';

/** Who publishes this site, and where. The one file another district changes. */
export const SITE = {
  /** Public address without a trailing slash; used for canonical links, sitemap and downloads. */
  url: 'https://fangxin.example',
  name: { zh: '放心查', en: 'Fangxin', es: 'Fangxin' },
  tagline: {
    zh: '徐汇区消费信息公示',
    en: 'Consumer information for Xuhui District',
    es: 'Información al consumidor del distrito de Xuhui',
  },
  publisher: {
    zh: '（演示）徐汇区市场监督管理局',
    en: '(Demonstration) Xuhui District Market Supervision Bureau',
    es: '(Demostración) Oficina de Supervisión del Mercado del distrito de Xuhui',
  },
  /** Where malls send replies and objections: an address, a telephone or an e-mail of the office; letters to them say it. */
  mallContact: {
    zh: '（演示，没有收件地址）',
    en: '(demonstration: there is no address)',
    es: '(demostración: no hay dirección)',
  },
  district: { zh: '徐汇区', en: 'Xuhui District', es: 'distrito de Xuhui' },
  /** True while nothing sent through this copy reaches any authority. Every page then says so. */
  demonstration: true,
  /** The national consumer hotline. */
  hotline: '12315',
  timeZone: 'Asia/Shanghai',
} as const satisfies {
  url: string;
  name: Localized;
  tagline: Localized;
  publisher: Localized;
  mallContact: Localized;
  district: Localized;
  demonstration: boolean;
  hotline: string;
  timeZone: string;
};

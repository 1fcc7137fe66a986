import { simplified } from '../names.ts';

export const FIELDS = [
  'id',
  'mall',
  'received',
  'decision',
  'decided',
  'notified',
  'closed',
  'outcome',
  'rating',
  'object',
  'problem',
  'refund',
  'toCase',
] as const;
export type Field = (typeof FIELDS)[number];

export function isDayField(field: Field): boolean {
  return field === 'received' || field === 'decided' || field === 'notified' || field === 'closed';
}

/** How headers name a field. */
export interface Naming {
  field: Field;
  /** The clearest first: where a header fits one of them, those after it are not looked at. */
  names: RegExp[];
  /** Headers that may name it: asked, even where there is one only. */
  perhaps?: RegExp;
  /** Headers that say something else, whatever else they fit. */
  not: RegExp;
  /** Of several that fit, these are named first in the question. */
  rather?: RegExp;
}

/** A header as it is compared: one width, one Chinese script, words parted by spaces. */
export function headerText(name: string): string {
  return simplified(name.normalize('NFKC'))
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim();
}

const DAY = /日期|时间|时刻|\bdate\b|\btime\b|fecha/i;
/** Days by which something has to be done, and days of other things than the complaint. */
const OTHER_DAY =
  /时限|截止|期限|到期|应办|更新|修改|出生|购买|deadline|\bdue\b|expect|limit|updated|modified|birth|purchase|plazo|vencim|nacim|compra/i;

/** In the order in which the fields choose: a column goes to the first that it fits. */
export const NAMINGS: Naming[] = [
  {
    field: 'id',
    names: [
      /编号|单号|工单|案号|(^|\/ )(case|ticket|reference)$|(^|\/ )((case|complaint|ticket|file|reference) ?)?(id|no\.?|number|#)$|expediente|(^|\/ )(n[.°]|no\.? de )/i,
    ],
    not: /商户|商家|店铺|企业|单位|部门|商品|产品|证照|证件|身份|信用|执照|sancionador/i,
  },
  {
    field: 'toCase',
    names: [/诉转案|to.?case/i, /立案|infraction|expediente sancionador/i],
    not: or(DAY, /编号|文号|原因|reason/i),
  },
  {
    field: 'refund',
    names: [/挽回|退款|退还|返还|退赔|refund|restitution|returned|recovered|reimburs|reembols|devuelt|devoluci/i],
    perhaps: /金额|赔偿|款额|amount|compensation|importe|cantidad|indemnizaci/i,
    // What is disputed or asked for is not what came back.
    not: or(
      DAY,
      /是否|方式|状态|账|涉|争议|标的|索赔|诉求|要求|申请|请求|method|status|account|involved|claim|disput|request|sought|demand|reclamad|solicitad|litigi/i,
    ),
  },
  {
    field: 'notified',
    names: [/告知.*(日期|时间|日)|notified|notice date|date of notice|fecha.*(notificaci|aviso)/i],
    not: OTHER_DAY,
  },
  {
    field: 'decided',
    names: [
      /(决定|受理).*(日期|时间|日)|decided|decision date|date of decision|accept(ed|ance) (on|date)|date (of )?accept|fecha.*(decisi|admisi)/i,
      /初查.*(日期|时间|日)/,
    ],
    not: OTHER_DAY,
  },
  {
    field: 'closed',
    names: [
      /(办结|结案|完结|终结|办理完成).*(日期|时间|日)|\bclos(e|ed|ing|ure)\b|end date|date (ended|resolved|completed)|resol(ved|ution) (on|date)|complet(ed|ion) (on|date)|fecha.*(cierre|conclusi|fin\b|resoluci)/i,
      /反馈.*(日期|时间|日)/,
    ],
    not: OTHER_DAY,
  },
  {
    field: 'received',
    names: [
      /(收到|接收|收件).*(日期|时间|日)|received|receipt|fecha.*(entrada|recepci)/i,
      /(登记|投诉|创建|提交|来电|举报).*(日期|时间|日)|start date|date.*(filed|opened|submitted|created|registered|lodged|complaint)|(filed|opened|submitted|created|registration|complaint|submission) (on|at|date)|fecha.*(registro|presentaci|alta|reclamaci|queja)/i,
      /(^|\/ )(日期|时间|date)$|fecha/i,
    ],
    not: OTHER_DAY,
  },
  {
    field: 'rating',
    names: [/评价|是否解决|解决情况|\brating|valoraci|solved|resuelt/i, /满意|satisf|feedback|回访|反馈/i],
    not: or(DAY, /编号|电话|人员|备注|说明|原因|comment|reason/i),
  },
  {
    field: 'decision',
    names: [
      /处理决定|是否受理|受理(情况|结果|状态|决定)|(^|\/ )受理$|decision|accepted|admisi[oó]n|admitida/i,
      // A "Business State" is a place.
      /状态|\bstatus\b|(^|\/ )((case|complaint|current) )?state$|(^|\/ )estado\b/i,
    ],
    not: DAY,
  },
  {
    field: 'outcome',
    names: [/(办理|处理|调解|办结|处置)结果|outcome|result|resoluci|resolution/i, /(办理|处理|调解|办结)(情况|方式)/],
    not: DAY,
  },
  {
    field: 'problem',
    names: [
      /(问题|投诉|纠纷)(类型|类别|分类|性质|原因)|problem|complaint (type|reason|category)|\bissue|motivo|tipo de reclam/i,
      /问题|纠纷|\breason\b|(^|\/ )nature/i,
    ],
    not: or(DAY, /描述|内容|详情|description|details|descripci/i),
  },
  {
    field: 'object',
    names: [
      /客体|(商品|服务|产品).*类|(goods|product|service) (type|category|kind)|(^|\/ )object$|(tipo|categor.+) de (producto|servicio|bien)/i,
      /^(?!.*(名称|品牌|型号|name|nombre|brand|model)).*(商品|服务|产品|品类|goods|product|\bservices?\b|servicio)/i,
      /类别|行业|industry|categor|sector/i,
      /(商品|服务|产品)名称|(product|service) name/i,
    ],
    not: or(DAY, /服务(单位|商)|金额|价|数量|编号|amount|price|quantity|\b(id|no|number)\b/i),
  },
  {
    field: 'mall',
    names: [
      /商场|市场|商城|广场|购物中心|\bmalls?\b|market|centro|被投诉|商户|商家|店铺|门店|企业|单位|经营者|主体|business|\bshop\b|\bstore\b|merchant|company|\bfirm\b|respondent|trader|seller|empresa|comercio|establecimiento|reclamad|vendedor/i,
    ],
    not: or(
      DAY,
      /(?<!被)投诉人|监管|监督|(承办|办理|处理|受理|登记|协办|主办|管辖|填报|所属)(单位|部门|机构)|地址|电话|联系|类型|类别|分类|性质|行业|代码|编号|信用|执照|法人|代表|负责人|街道|街镇|区域|金额|问题|内容|complainant|consumer|supervis|bureau|office|address|building|street|city|\bstate\b|zip|postcode|postal|phone|e-?mail|type|categor|\bcode\b|\bid\b|licen|amount|direcci|tel[eé]f|correo|tipo|c[oó]digo|\b[cn]if\b|importe|cantidad/i,
    ),
    // 市场主体 is any business.
    rather: /商场|市场(?!主体)|商城|广场|购物中心|\bmalls?\b|market|centro/i,
  },
];

function or(...patterns: RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'i');
}

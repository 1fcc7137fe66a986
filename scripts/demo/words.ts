import type { ObjectSlug } from '../../src/schema/taxonomy.ts';

interface House {
  id: string;
  zh: string;
  en: string;
}

export interface Trade {
  id: string;
  object: ObjectSlug;
  zh: string;
  en: string;
  es: string;
  houses: readonly House[];
}

// Invented house names: two characters that together name nothing known, with their pinyin.
const HOUSES: readonly House[] = [
  { id: 'heyan', zh: '禾砚', en: 'Heyan' },
  { id: 'mushi', zh: '沐拾', en: 'Mushi' },
  { id: 'lanting-xu', zh: '岚汀', en: 'Lanting' },
  { id: 'zhuoyi', zh: '卓屹', en: 'Zhuoyi' },
  { id: 'qianmo', zh: '芊陌', en: 'Qianmo' },
  { id: 'suiwan', zh: '穗晚', en: 'Suiwan' },
  { id: 'yuzhe', zh: '聿柘', en: 'Yuzhe' },
  { id: 'beizhou', zh: '贝洲', en: 'Beizhou' },
  { id: 'chenlu', zh: '宸鹿', en: 'Chenlu' },
  { id: 'tangyi', zh: '棠弋', en: 'Tangyi' },
  { id: 'jiumu', zh: '玖沐', en: 'Jiumu' },
  { id: 'xiyun', zh: '汐筠', en: 'Xiyun' },
  { id: 'nuanqi', zh: '暖棨', en: 'Nuanqi' },
  { id: 'fangcen', zh: '舫岑', en: 'Fangcen' },
  { id: 'ruoye', zh: '若椰', en: 'Ruoye' },
  { id: 'shaoqu', zh: '韶蕖', en: 'Shaoqu' },
];

const trade = (id: string, object: ObjectSlug, zh: string, en: string, es: string): Trade => ({
  id,
  object,
  zh,
  en,
  es,
  houses: HOUSES,
});

export const TRADES: readonly Trade[] = [
  trade('fitness', 'fitness-leisure', '健身', 'Fitness', 'Gimnasio'),
  trade('dance', 'training', '舞蹈教室', 'Dance School', 'Escuela de Danza'),
  trade('hair', 'beauty-bath', '美发', 'Hair', 'Peluquería'),
  trade('skin', 'beauty-bath', '美容', 'Beauty Salon', 'Salón de Belleza'),
  trade('restaurant', 'catering-lodging', '餐厅', 'Restaurant', 'Restaurante'),
  trade('noodles', 'catering-lodging', '面馆', 'Noodle Bar', 'Fideos'),
  trade('tea', 'tobacco-drinks', '茶庄', 'Tea House', 'Casa de Té'),
  trade('bakery', 'food', '烘焙', 'Bakery', 'Panadería'),
  trade('grocer', 'food', '食品', 'Foods', 'Alimentos'),
  trade('clothes', 'clothing-shoes', '服饰', 'Clothing', 'Moda'),
  trade('shoes', 'clothing-shoes', '鞋履', 'Shoes', 'Zapatos'),
  trade('phones', 'phone', '手机', 'Phones', 'Móviles'),
  trade('phone-parts', 'phone', '通讯配件', 'Phone Parts', 'Accesorios'),
  trade('computers', 'computer', '电脑', 'Computers', 'Informática'),
  trade('printers', 'computer', '打印设备', 'Printers', 'Impresoras'),
  trade('appliances', 'appliance', '电器', 'Appliances', 'Electrodomésticos'),
  trade('furniture', 'home-goods', '家居', 'Home', 'Hogar'),
  trade('beds', 'home-goods', '床品', 'Bedding', 'Ropa de Cama'),
  trade('tiles', 'building-material', '瓷砖', 'Tiles', 'Azulejos'),
  trade('floors', 'building-material', '地板', 'Floors', 'Suelos'),
  trade('gold', 'jewellery', '金饰', 'Gold', 'Joyería'),
  trade('gems', 'jewellery', '宝石', 'Gems', 'Gemas'),
  trade('cosmetics', 'cosmetics', '美妆', 'Cosmetics', 'Cosmética'),
  trade('toys', 'children', '玩具', 'Toys', 'Juguetes'),
  trade('baby', 'children', '母婴', 'Baby Goods', 'Artículos de Bebé'),
  trade('books', 'publication', '书店', 'Books', 'Librería'),
  trade('pens', 'culture-sport-goods', '文具', 'Stationery', 'Papelería'),
  trade('sports', 'culture-sport-goods', '运动', 'Sports', 'Deportes'),
  trade('glasses', 'medical-device', '眼镜', 'Optics', 'Óptica'),
  trade('lenses', 'medical-device', '隐形眼镜', 'Lenses', 'Lentillas'),
  trade('laundry', 'laundry', '洗衣', 'Laundry', 'Tintorería'),
  trade('repair', 'repair', '维修', 'Repairs', 'Reparaciones'),
  trade('pets', 'pet', '宠物', 'Pets', 'Mascotas'),
  trade('flowers', 'other-goods', '花艺', 'Flowers', 'Flores'),
  trade('pots', 'other-goods', '盆景', 'Pot Plants', 'Plantas'),
  trade('tyres', 'vehicle', '轮胎', 'Tyres', 'Neumáticos'),
  trade('car-care', 'vehicle', '汽车用品', 'Car Care', 'Accesorios de Coche'),
];

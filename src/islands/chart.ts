import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  type ChartOptions,
  Legend,
  LinearScale,
  type Plugin,
  Tooltip,
} from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

/** Draws the plotted columns of the table inside a figure. The numbers come from the table and nowhere else. */
export function drawChart(figure: HTMLElement): void {
  const canvas = figure.querySelector('canvas');
  const table = figure.querySelector('table');
  if (canvas === null || table === null) return;
  const data = readTable(table, figure.dataset['chart'] === 'names');
  const { labels, breaks } = data;
  const chart = new Chart<'bar', (number | null)[]>(canvas, {
    type: 'bar',
    data: { labels, datasets: datasetsOf(data, coloursNow()) },
    options: optionsOf(data, coloursNow()),
    plugins: [breakLines(breaks, () => coloursNow().ink)],
  });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', () => {
      chart.data.datasets = datasetsOf(data, coloursNow());
      chart.options = optionsOf(data, coloursNow());
      chart.update('none');
    });
  }
}

interface TableData {
  labels: string[];
  series: { name: string; values: (number | null)[] }[];
  /** Positions at which a new series begins. */
  breaks: number[];
  /** Bars lie one below the other, each beside its name. */
  isLying: boolean;
}

/** A list of names is drawn down to this many; the table has them all. */
const MOST_NAMES = 10;

/** Half-years stand newest first in the table and run left to right in time; names keep their order. */
function readTable(table: HTMLTableElement, isLying: boolean): TableData {
  const inTable = [...(table.tBodies[0]?.rows ?? [])];
  const rows = isLying ? inTable.slice(0, MOST_NAMES) : inTable.reverse();
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  return {
    labels: rows.map((row) => row.cells[0]?.textContent?.trim() ?? ''),
    series: heads
      .filter((head) => head.hasAttribute('data-plot'))
      .map((head) => ({
        name: head.textContent?.trim() ?? '',
        values: rows.map((row) => numberIn(row.cells[head.cellIndex])),
      })),
    breaks: rows.flatMap((row, index) => (row.hasAttribute('data-break') ? [index] : [])),
    isLying,
  };
}

function numberIn(cell: HTMLTableCellElement | undefined): number | null {
  const value = cell?.dataset['value'];
  return value === undefined || value === '' ? null : Number(value);
}

interface Colours {
  ink: string;
  line: string;
  bars: string[];
  border: string;
  font: string;
}

function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  // A canvas does not follow forced colours by itself, so the system's own are asked for by name.
  const isForced = matchMedia('(forced-colors: active)').matches;
  const colour = (token: string, system: string) => (isForced ? system : style.getPropertyValue(token).trim());
  return {
    ink: colour('--color-ink', 'CanvasText'),
    line: colour('--color-line', 'GrayText'),
    bars: [colour('--color-jade', 'CanvasText'), colour('--color-jade-wash', 'Canvas')],
    border: colour('--color-jade', 'CanvasText'),
    font: style.getPropertyValue('--font').trim(),
  };
}

function datasetsOf({ series }: TableData, { bars, border }: Colours): ChartDataset<'bar', (number | null)[]>[] {
  return series.map(({ name, values }, index) => ({
    label: name,
    data: values,
    backgroundColor: bars[index] ?? border,
    borderColor: border,
    borderWidth: 1,
  }));
}

function optionsOf({ series, isLying }: TableData, { ink, line, font }: Colours): ChartOptions<'bar'> {
  const names = { grid: { display: false }, ticks: { color: ink, font: { family: font }, autoSkip: !isLying } };
  const numbers = {
    beginAtZero: true,
    grid: { color: line },
    ticks: { color: ink, font: { family: font }, precision: 0 },
  };
  return {
    indexAxis: isLying ? 'y' : 'x',
    locale: document.documentElement.lang,
    maintainAspectRatio: false,
    animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 300 },
    scales: isLying ? { x: numbers, y: names } : { x: names, y: numbers },
    plugins: {
      legend: {
        display: series.length > 1,
        position: 'bottom',
        labels: { boxWidth: 14, color: ink, font: { family: font } },
      },
    },
  };
}

/** A dashed line before the first bar counted by a new method. */
function breakLines(breaks: number[], ink: () => string): Plugin<'bar'> {
  return {
    id: 'breaks',
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const { x } = scales;
      if (x === undefined) return;
      ctx.save();
      ctx.setLineDash([5, 4]);
      ctx.strokeStyle = ink();
      for (const index of breaks) {
        const middle = (x.getPixelForValue(index - 1) + x.getPixelForValue(index)) / 2;
        ctx.beginPath();
        ctx.moveTo(middle, chartArea.top);
        ctx.lineTo(middle, chartArea.bottom);
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
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
  const { labels, series, breaks } = readTable(table);
  const chart = new Chart(canvas, {
    type: 'bar',
    data: { labels, datasets: series.map(({ name, values }) => ({ label: name, data: values })) },
    options: {
      maintainAspectRatio: false,
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 300 },
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true, ticks: { precision: 0 } } },
      plugins: { legend: { display: series.length > 1, position: 'bottom', labels: { boxWidth: 14 } } },
    },
    plugins: [breakLines(breaks)],
  });
  const paint = () => {
    applyColours(chart);
    chart.update('none');
  };
  paint();
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', paint);
  }
}

interface TableData {
  labels: string[];
  series: { name: string; values: (number | null)[] }[];
  /** Positions at which a new series begins. */
  breaks: number[];
}

/** Rows stand newest first in the table and run left to right in time in the chart. */
function readTable(table: HTMLTableElement): TableData {
  const rows = [...(table.tBodies[0]?.rows ?? [])].reverse();
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
  };
}

function numberIn(cell: HTMLTableCellElement | undefined): number | null {
  const value = cell?.dataset['value'];
  return value === undefined || value === '' ? null : Number(value);
}

function applyColours(chart: Chart): void {
  const style = getComputedStyle(document.documentElement);
  // Canvas ignores forced colours by itself, so the system's own colours are asked for by name.
  const isForced = matchMedia('(forced-colors: active)').matches;
  const colour = (token: string, system: string) => (isForced ? system : style.getPropertyValue(token).trim());
  const ink = colour('--color-ink', 'CanvasText');
  const [first, second] = [colour('--color-jade', 'CanvasText'), colour('--color-jade-wash', 'Canvas')];
  Chart.defaults.color = ink;
  Chart.defaults.font.family = style.getPropertyValue('--font').trim() || 'sans-serif';
  chart.options.color = ink;
  (chart.data.datasets as ChartDataset<'bar'>[]).forEach((dataset, index) => {
    Object.assign(dataset, { backgroundColor: index === 0 ? first : second, borderColor: first, borderWidth: 1 });
  });
  for (const scale of Object.values(chart.options.scales ?? {})) {
    if (scale === undefined) continue;
    Object.assign(scale, { ticks: { ...scale.ticks, color: ink }, grid: { ...scale.grid, color: colour('--color-line', 'GrayText') } });
  }
}

/** A dashed line before the first bar counted by a new method. */
function breakLines(breaks: number[]): Plugin<'bar'> {
  return {
    id: 'breaks',
    afterDatasetsDraw({ ctx, chartArea, scales, options }) {
      const { x } = scales;
      if (x === undefined) return;
      ctx.save();
      ctx.setLineDash([5, 4]);
      ctx.strokeStyle = String(options.color);
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

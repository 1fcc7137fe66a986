import { type Content, entries, type Fault, type Rule } from '../content.ts';

/** A rating follows its standard: every indicator once and within its points, and a state that is no level says why. */
export const ratingsFit: Rule = {
  name: 'ratings-fit',
  scope: 'content',
  check: (content: Content): Fault[] => {
    const standards = new Map(entries(content, 'standards').map(({ id, data }) => [id, data]));
    return entries(content, 'ratings').flatMap(({ path, data }) => {
      const standard = standards.get(data.standard);
      const fault = (field: string, value: string, next: string) => [{ file: path, field, value, next }];
      if (standard === undefined) return fault('standard', data.standard, 'No such file in content/standards.');
      const indicators = standard.dimensions.flatMap((dimension) => dimension.indicators);
      const most = new Map(indicators.map(({ code, points }) => [code, points]));
      const vetoes = new Set(standard.vetoes.map(({ id }) => id));
      return data.malls.flatMap(({ mall, state, reason, scores, vetoes: found }) => [
        ...(state !== 'rated' && reason === undefined ? fault(mall, state, 'Write the reason.') : []),
        ...(state === 'rated' && scores.length !== most.size
          ? fault(mall, `${scores.length} scores`, `The standard has ${most.size} indicators: score each once.`)
          : []),
        ...found
          .filter((veto) => !vetoes.has(veto))
          .flatMap((veto) => fault(mall, veto, 'The standard has no such veto.')),
        ...scores
          .filter(({ indicator, points }) => (points ?? 0) > (most.get(indicator) ?? -1))
          .flatMap(({ indicator, points }) =>
            fault(
              mall,
              `${indicator} ${points}`,
              `At most ${most.get(indicator) ?? 'none, since it is no indicator'}.`,
            ),
          ),
      ]);
    });
  },
};

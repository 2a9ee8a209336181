// How the weights are made: on examples small enough to see that it learns what is there and nothing else.
import { describe, expect, test } from '@jest/globals';
import { marginOf } from '../../core/basics/trees.ts';
import { growEnsemble, type GrowthOptions } from '../../training/boosting.ts';
import { areaUnderCurve, shareAbove, thresholdFor } from '../../training/measures.ts';
import { randomFrom } from '../../training/random.ts';
import { fitLogistic, type Example } from '../../training/regression.ts';
import { trainWeights } from '../../training/text/train-text.ts';
import { HARD_KINDS, writtenSources } from '../../training/text/text-data.ts';
import { partOf, windowOf } from '../../training/text/windows.ts';

const OPTIONS: GrowthOptions = { trees: 30, leaves: 4, learningRate: 0.3, leastHessian: 1, lambda: 1 };

describe('boosting', () => {
  const random = randomFrom(1);
  const features = Array.from({ length: 4_000 }, () => [random(), random(), random()]);
  // Yes above a line in the first two; the third is noise. A tenth of the answers lie.
  const labels = features.map(([a = 0, b = 0]) => Number(a + b > 1 !== random() < 0.1));
  const grow = (of: readonly number[]) =>
    growEnsemble({ features, width: 3, labels: of, weights: of.map(() => 1) }, OPTIONS);

  test('learns a rule through the lies', () => {
    const ensemble = grow(labels);
    const scores = (truth: boolean) =>
      features.filter(([a = 0, b = 0]) => a + b > 1 === truth).map((row) => marginOf(ensemble, row));
    expect(areaUnderCurve(scores(true), scores(false))).toBeGreaterThan(0.97);
  });

  test('is monotone even where the data is not', () => {
    const ensemble = grow(features.map(([a = 0]) => Number(a > 0.3 && a < 0.6)));
    const margins = Array.from({ length: 101 }, (_, i) => marginOf(ensemble, [i / 100, 0.5, 0.5]));
    expect([...margins].sort((a, b) => a - b)).toEqual(margins);
  });

  test('comes out the same again', () => {
    expect(grow(labels)).toEqual(grow(labels));
  });
});

describe('regression', () => {
  const random = randomFrom(4);
  // Yes by the first value; the second is always 0; the third says no.
  const examples = Array.from({ length: 2_000 }, (): Example => {
    const label = random() < 0.5 ? 1 : 0;
    const values = [random() < (label === 1 ? 0.8 : 0.2), false, random() < (label === 1 ? 0.2 : 0.8)];
    return { values: Float64Array.from(values, Number), label };
  });

  test('finds the log-odds that the examples have', () => {
    const { base, weights } = fitLogistic(examples, [1, 1, -1], 1e-6);
    expect(weights[0]).toBeCloseTo(2 * Math.log(4), 0);
    expect(weights[2]).toBeCloseTo(-2 * Math.log(4), 0);
    expect(base).toBeCloseTo(0, 0);
  });

  test('what no example has keeps the weight it is expected to have', () => {
    expect(fitLogistic(examples, [1, 3, -1], 1e-3).weights[1]).toBe(3);
  });

  test('no example gives a weight the sign that it may not have', () => {
    expect(fitLogistic(examples, [-1, 1, 1], 1e-3).weights).toEqual([-0, 1, 0]);
  });
});

describe('training on texts', () => {
  test('the same seed gives the same weights, and both halves of the hard texts are what they say', () => {
    const sources = writtenSources('en', randomFrom(3));
    expect(sources.map(({ name }) => name)).toEqual([
      'written (scam)',
      'written (genuine)',
      ...HARD_KINDS.map((kind) => `hard (${kind})`),
    ]);
    const weights = trainWeights(sources, 'en', 500);
    expect(trainWeights(sources, 'en', 500)).toEqual(weights);
    expect(weights.weights.keypad).toBeGreaterThan(1);
    expect(weights.weights.report).toBeLessThan(-1);
  });

  test('every choice of every template is read: no brace is left', () => {
    for (const language of ['en', 'zh'] as const)
      for (const { texts } of writtenSources(language, randomFrom(3)))
        for (const { text } of texts) expect(text).not.toMatch(/[{}|]/);
  });

  test('windows are about as long as asked', () => {
    const random = randomFrom(2);
    const texts = ['one two three four five six', 'seven eight', 'nine ten eleven'].map((text) => ({
      text,
      campaign: '',
    }));
    for (const length of [20, 60, 200]) {
      const window = windowOf(texts, length, 'en', random);
      expect(window.length).toBeGreaterThan(length * 0.6);
      expect(window.length).toBeLessThan(length * 1.4 + 30);
    }
    expect(partOf('short', 100, 'en', random)).toBe('short');
  });
});

describe('measures', () => {
  test('a threshold for a share is exceeded by that share at most', () => {
    const scores = Array.from({ length: 1_000 }, (_, i) => i);
    expect(shareAbove(scores, thresholdFor(scores, 0.01))).toBe(0.01);
    expect(shareAbove([1, 1, 1, 1], thresholdFor([1, 1, 1, 1], 0.5))).toBe(0);
  });

  test('the area counts pairs, equal ones half', () => {
    expect(areaUnderCurve([3, 2], [1, 2])).toBe(0.875);
  });
});

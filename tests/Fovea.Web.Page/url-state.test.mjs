import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countFilters, emptyState, formatState, parseState, parseTerm, sameQuestion, searchParams } from '../../src/Fovea.Web/Page/js/url-state.js';

test('formatState_everything_comesBackTheSame', () => {
  const state = { ...emptyState(), q: 'rainy night & "street"', terms: [{ weight: -0.5, kind: 'text', value: 'people, cars' }, { weight: 1, kind: 'photo', value: '123' }],
    folders: ['/home/anna/My Photos', 'C:\\Bilder\\Städte'], from: '2019', before: '2020-05', cameras: ['Canon EOS 7D'], formats: ['jpeg', 'heif'], shapes: ['portrait'],
    offline: 'false', favourite: true, order: 'date', weak: true, photo: 77 };
  assert.deepEqual(parseState(formatState(state).slice(1)), state);
});

test('formatState_nothing_isTheRoot', () => assert.equal(formatState(emptyState()), '/'));

test('parseState_nonsense_isLeftOut', () => {
  assert.deepEqual(parseState('?term=abc&term=0,text:x&from=yesterday&offline=maybe&order=size&photo=-1&camera='), emptyState());
});

test('parseTerm_weightOutOfRange_isBounded', () => {
  assert.deepEqual(parseTerm('-7,text:people'), { weight: -1, kind: 'text', value: 'people' });
  assert.equal(parseTerm('0.25,picture:pabc').weight, 0.25);
  assert.equal(parseTerm('1,path:/etc/passwd'), null);
});

test('searchParams_openPhoto_isNoQuestion', () => {
  const state = { ...emptyState(), q: 'sea' };
  assert.ok(sameQuestion(state, { ...state, photo: 5 }));
  assert.ok(!searchParams({ ...state, photo: 5 }).has('photo'));
  assert.equal(countFilters({ ...state, from: '2019', before: '2020', cameras: ['a', 'b'] }), 3);
});

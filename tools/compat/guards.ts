import ts from 'typescript';

/**
 * Whether a use of a feature that old engines lack is reached only where the feature exists: the use is itself a
 * test, is called or read with `?.`, is behind a test that names it, or is in a short `try` with an alternative.
 * @param name of the interface, property or global
 */
export function isGuarded(node: ts.Node, name: string): boolean {
  return isTest(node) || isBehindTest(node, name) || isTried(node);
}

/** Reading a missing property is harmless when the value is only tested; reading a missing global throws. */
function isTest(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isIdentifier(node)) return false;
  if (ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent)) {
    return parent.expression === node && parent.questionDotToken !== undefined;
  }
  if (ts.isElementAccessExpression(parent)) return parent.questionDotToken !== undefined;
  return isCondition(node);
}

/** Whether only the truth of the value matters, or `??` or `||` supplies an alternative. */
function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isCondition(parent);
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (!ts.isBinaryExpression(parent)) return false;
  switch (parent.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return parent.left === node || isCondition(parent);
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return parent.left === node;
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
      return [parent.left, parent.right].some((side) =>
        /^(undefined|null|void 0)$/.test(side.getText()),
      );
    default:
      return false;
  }
}

function isBehindTest(node: ts.Node, name: string): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    const outer = inner.parent;
    if (ts.isIfStatement(outer)) {
      if (inner === outer.thenStatement && says(outer.expression, name, true)) return true;
      if (inner === outer.elseStatement && says(outer.expression, name, false)) return true;
    } else if (ts.isConditionalExpression(outer)) {
      if (inner === outer.whenTrue && says(outer.condition, name, true)) return true;
      if (inner === outer.whenFalse && says(outer.condition, name, false)) return true;
    } else if (ts.isBinaryExpression(outer) && inner === outer.right) {
      const { kind } = outer.operatorToken;
      if (kind === ts.SyntaxKind.AmpersandAmpersandToken && says(outer.left, name, true))
        return true;
      if (kind === ts.SyntaxKind.BarBarToken && says(outer.left, name, false)) return true;
    } else if (ts.isBlock(outer) || ts.isSourceFile(outer)) {
      const before = outer.statements.slice(0, outer.statements.indexOf(inner as ts.Statement));
      if (before.some((statement) => leavesWithout(statement, name))) return true;
    }
  }
  return false;
}

/** `if (!there) return;` and the like. */
function leavesWithout(statement: ts.Statement, name: string): boolean {
  if (!ts.isIfStatement(statement) || !says(statement.expression, name, false)) return false;
  const then = statement.thenStatement;
  const last = ts.isBlock(then) ? then.statements.at(-1) : then;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last))
  );
}

/** Whether a condition, when true, means that `name` exists (`there`), or that it does not. */
function says(condition: ts.Expression, name: string, there: boolean): boolean {
  if (ts.isParenthesizedExpression(condition)) return says(condition.expression, name, there);
  if (ts.isPrefixUnaryExpression(condition)) return says(condition.operand, name, !there);
  if (ts.isBinaryExpression(condition)) {
    const { left, right, operatorToken } = condition;
    switch (operatorToken.kind) {
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return there && (says(left, name, true) || says(right, name, true));
      case ts.SyntaxKind.BarBarToken:
        return !there && (says(left, name, false) || says(right, name, false));
      case ts.SyntaxKind.EqualsEqualsEqualsToken:
      case ts.SyntaxKind.EqualsEqualsToken:
        return mentions(condition, name) && isAbsence(left, right) !== there;
      case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      case ts.SyntaxKind.ExclamationEqualsToken:
        return mentions(condition, name) && isAbsence(left, right) === there;
      default:
        return there && mentions(condition, name);
    }
  }
  return there && mentions(condition, name);
}

function isAbsence(left: ts.Expression, right: ts.Expression): boolean {
  return [left, right].some((side) =>
    /^(['"]undefined['"]|undefined|null|void 0)$/.test(side.getText()),
  );
}

function mentions(node: ts.Node, name: string): boolean {
  if ((ts.isIdentifier(node) || ts.isStringLiteral(node)) && node.text === name) return true;
  return node.forEachChild((child) => mentions(child, name) || undefined) ?? false;
}

/** A `try` with more statements counts as meant for another purpose. */
const shortTry = 4;

/** Calling or naming a missing feature throws; a near `catch` is the alternative. */
function isTried(node: ts.Node): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    if (ts.isFunctionLike(inner)) return false;
    if (!ts.isTryStatement(inner.parent) || inner !== inner.parent.tryBlock) continue;
    const { catchClause, tryBlock } = inner.parent;
    return catchClause !== undefined && tryBlock.statements.length <= shortTry;
  }
  return false;
}

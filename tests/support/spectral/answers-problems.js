// Every operation documents its problems: 401 where a token is asked for, 403 where a scope is, and `default`.
export default (operation) => {
  const answers = operation.responses ?? {};
  const asks = (operation.security ?? []).filter((way) => 'bearer' in way);
  const wanted = ['default'];

  if (asks.length > 0) wanted.push('401');
  if (asks.some((way) => way.bearer.length > 0)) wanted.push('403');
  if (operation.requestBody) wanted.push('400', '415');
  return wanted
    .filter((status) => !(status in answers))
    .map((status) => ({ message: `${operation.operationId} does not document ${status}.` }));
};

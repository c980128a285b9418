/* The contract as it is, and the page that shows it: all of it compiled in, nothing asked of any other host. */
#include <string.h>

#include "api/exchange.h"
#include "embedded.h"

static const struct embedded *file_find(const char *name)
{
    for (const struct embedded *file = embedded_files; file->name; file++)
        if (strcmp(file->name, name) == 0)
            return file;
    return NULL;
}

static enum problem file_show(struct exchange *x, const char *name, const char *content_type)
{
    const struct embedded *file = file_find(name);

    if (!file)
        return PROBLEM_NOT_FOUND;
    x->bytes = file->bytes;
    x->length = file->length;
    x->content_type = content_type;
    return NO_PROBLEM;
}

static enum problem openapi_json_show(struct exchange *x)
{
    return file_show(x, "openapi/heard.json", "application/json");
}

static enum problem openapi_yaml_show(struct exchange *x)
{
    return file_show(x, "openapi/heard.yaml", "application/yaml");
}

/* ---- The page -------------------------------------------------------------------------------------------- */

static const char page[] =
    "<!doctype html>\n"
    "<html lang=\"en\">\n"
    "<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Heard: the API</title>\n"
    "<link rel=\"stylesheet\" href=\"/docs/swagger-ui.css\">\n"
    "<div id=\"heard\"></div>\n"
    "<script src=\"/docs/swagger-ui-bundle.js\"></script>\n"
    "<script src=\"/docs/heard.js\"></script>\n";

/* Tried out is the service that shows the page, whatever address the document names. */
static const char script[] =
    "fetch('/v1/openapi.json')\n"
    "  .then((answer) => answer.json())\n"
    "  .then((spec) => SwaggerUIBundle({\n"
    "    spec: {...spec, servers: [{url: location.origin}]}, dom_id: '#heard', deepLinking: true,\n"
    "    docExpansion: 'none', tryItOutEnabled: true, validatorUrl: null,\n"
    "  }));\n";

/* swagger-ui sets styles by attribute and shows small images as data. */
static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

static void text_show(struct exchange *x, const char *text, const char *content_type)
{
    x->bytes = text;
    x->length = strlen(text);
    x->content_type = content_type;
}

static enum problem docs_show(struct exchange *x)
{
    if (!file_find("docs/swagger-ui-bundle.js")) {
        x->detail =
            "This build has no page that shows the contract: it was made without swagger-ui. "
            "The contract itself is at /v1/openapi.yaml and /v1/openapi.json.";
        return PROBLEM_NOT_FOUND;
    }
    x->policy = policy;
    text_show(x, page, "text/html; charset=utf-8");
    return NO_PROBLEM;
}

static enum problem docs_asset_show(struct exchange *x)
{
    const char *asset = path_text(x, "asset");

    if (strcmp(asset, "heard.js") == 0) {
        text_show(x, script, "text/javascript; charset=utf-8");
        return NO_PROBLEM;
    }
    if (strcmp(asset, "swagger-ui-bundle.js") == 0)
        return file_show(x, "docs/swagger-ui-bundle.js", "text/javascript; charset=utf-8");
    if (strcmp(asset, "swagger-ui.css") == 0)
        return file_show(x, "docs/swagger-ui.css", "text/css; charset=utf-8");
    return PROBLEM_NOT_FOUND;
}

static const char *const yaml[] = {"application/yaml", "text/yaml", NULL};
static const char *const html[] = {"text/html", NULL};
static const char *const assets[] = {"text/javascript", "text/css", NULL};

#define FILE_OF_OURS (ROUTE_PUBLIC | ROUTE_NO_STORE | ROUTE_CACHEABLE)

/* clang-format off */
const struct route_row contract_routes[] = {
    ROUTE(GET, "/v1/openapi.json", openapi_json_show, .flags = FILE_OF_OURS | ROUTE_OPEN_TO_PAGES),
    ROUTE(GET, "/v1/openapi.yaml", openapi_yaml_show, .flags = FILE_OF_OURS | ROUTE_OPEN_TO_PAGES,
          .media = yaml),
    ROUTE(GET, "/docs",            docs_show,         .flags = FILE_OF_OURS, .media = html),
    ROUTE(GET, "/docs/:asset",     docs_asset_show,   .flags = FILE_OF_OURS, .media = assets),
    {0},
};
/* clang-format on */

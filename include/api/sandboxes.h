/* api/sandboxes.h - what sandbox councils need of the running service. */
#ifndef HEARD_API_SANDBOXES_H
#define HEARD_API_SANDBOXES_H

struct session;

/* Sign the tokens of new sandboxes with `own`, Heard's own issuer; it must outlive the service. Before server_run. */
void sandboxes_sign_with(const struct session *own);

#endif

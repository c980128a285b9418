/* store/version.h - the version of a row that was locked to be amended. */
#ifndef HEARD_STORE_VERSION_H
#define HEARD_STORE_VERSION_H

#include "store/store.h"

/* Collect one row of one column. PROBLEM_NOT_FOUND when the visitor may not know of it. */
checked enum problem store_version_collect(struct store *store, long *version);

#endif

# Compiles files into the program, byte for byte.
#
# Included by CMakeLists.txt it makes the library heard_embedded with three headers:
#   sql_queries.h     enum sql and sql_texts[]: sql/queries/*.sql, each with its highest $n
#   sql_migrations.h  sql_migrations[]: sql/migrations/NNNN_name.sql, each with its SHA-256
#   embedded.h        embedded_files[]: sql/data/**, the contract, the docs page's assets
# Run as a script (cmake -P) it writes one of them. The bytes themselves come in by the assembler's
# .incbin, so any byte is right and no compiler limit on literals is met.

# ---- Shared: how a file's bytes are named and brought in -------------------------------------------

# Adds to `assembly` the bytes of `file` as the symbol `symbol`, with a NUL behind them.
macro(embed_bytes assembly symbol file)
    string(REPLACE "\\" "\\\\" escaped "${file}")
    string(REPLACE "\"" "\\\"" escaped "${escaped}")
    string(APPEND ${assembly}
        "    .globl ${symbol}\n    .balign 16\n${symbol}:\n    .incbin \"${escaped}\"\n    .byte 0\n")
endmacro()

# Writes `text` to `path` unless it says that already, so that nothing is compiled again for nothing.
function(embed_write path text)
    if(EXISTS "${path}")
        file(READ "${path}" present)
        if(present STREQUAL text)
            return()
        endif()
    endif()
    file(WRITE "${path}" "${text}")
endfunction()

function(embed_write_all name header source assembly)
    string(TOUPPER "${name}" guard)
    embed_write("${OUTPUT}/${name}.h"
        "#ifndef HEARD_${guard}_H\n#define HEARD_${guard}_H\n#include <stddef.h>\n\n${header}#endif\n")
    embed_write("${OUTPUT}/${name}.c" "#include \"${name}.h\"\n\n${source}")
    embed_write("${OUTPUT}/${name}_bytes.s"
        "    .section .rodata\n${assembly}    .section .note.GNU-stack,\"\",@progbits\n")
endfunction()

# ---- The three tables -----------------------------------------------------------------------------

# The highest $n in a statement; what stands in comments does not count.
function(embed_highest_parameter file result)
    file(READ "${file}" text)
    string(REGEX REPLACE "--[^\n]*" "" text "${text}")
    string(REGEX MATCHALL "\\$[0-9]+" parameters "${text}")
    set(highest 0)
    foreach(parameter ${parameters})
        string(SUBSTRING "${parameter}" 1 -1 number)
        if(number GREATER highest)
            set(highest ${number})
        endif()
    endforeach()
    set(${result} ${highest} PARENT_SCOPE)
endfunction()

function(embed_queries)
    set(names)
    set(declared)
    set(rows)
    set(assembly)
    foreach(file ${FILES})
        get_filename_component(name "${file}" NAME_WE)
        string(TOUPPER "${name}" constant)
        embed_highest_parameter("${file}" parameters)
        string(APPEND names "    SQL_${constant},\n")
        string(APPEND declared "extern const char sql_query_${name}[];\n")
        string(APPEND rows "    {\"${name}\", sql_query_${name}, ${parameters}},\n")
        embed_bytes(assembly sql_query_${name} "${file}")
    endforeach()
    embed_write_all(sql_queries
        "enum sql {\n${names}    SQL_COUNT\n};\n
struct sql_text {
    const char *name;
    const char *text;
    size_t parameters; /* the highest $n */
};\n
extern const struct sql_text sql_texts[SQL_COUNT + 1]; /* the last row is empty */\n"
        "${declared}\nconst struct sql_text sql_texts[SQL_COUNT + 1] = {\n${rows}    {NULL, NULL, 0},\n};\n"
        "${assembly}")
endfunction()

function(embed_migrations)
    set(declared)
    set(rows)
    set(assembly)
    set(expected 1)
    foreach(file ${FILES})
        get_filename_component(stem "${file}" NAME_WE)
        if(NOT stem MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
            message(FATAL_ERROR "${file}: a migration is called NNNN_name.sql.")
        endif()
        set(digits "${CMAKE_MATCH_1}")
        set(name "${CMAKE_MATCH_2}")
        math(EXPR number "1${digits} - 10000")
        if(NOT number EQUAL expected)
            message(FATAL_ERROR "${file}: the migration after ${expected} - 1 is number ${expected}.")
        endif()
        math(EXPR expected "${expected} + 1")
        file(SHA256 "${file}" sum)
        string(APPEND declared "extern const char sql_migration_${digits}[];\n")
        string(APPEND rows
            "    {${number}, \"${name}\", sql_migration_${digits},\n     \"${sum}\"},\n")
        embed_bytes(assembly sql_migration_${digits} "${file}")
    endforeach()
    list(LENGTH FILES count)
    embed_write_all(sql_migrations
        "struct sql_migration {
    int number; /* 1, 2, 3 ... without a gap */
    const char *name;
    const char *text;
    const char *sha256; /* of the file, 64 lower-case hexadecimal digits */
};\n
enum { SQL_MIGRATIONS = ${count} };\n
extern const struct sql_migration sql_migrations[SQL_MIGRATIONS + 1]; /* the last row is empty */\n"
        "${declared}\nconst struct sql_migration sql_migrations[SQL_MIGRATIONS + 1] = {\n${rows}    {0, NULL, NULL, NULL},\n};\n"
        "${assembly}")
endfunction()

# NAMES runs beside FILES: the name under which each file is found again.
function(embed_files)
    set(declared)
    set(rows)
    set(assembly)
    set(count 0)
    foreach(file name IN ZIP_LISTS FILES NAMES)
        file(SIZE "${file}" length)
        string(APPEND declared "extern const unsigned char embedded_${count}[];\n")
        string(APPEND rows "    {\"${name}\", embedded_${count}, ${length}},\n")
        embed_bytes(assembly embedded_${count} "${file}")
        math(EXPR count "${count} + 1")
    endforeach()
    embed_write_all(embedded
        "struct embedded {
    const char *name; /* `data/...`, `openapi/heard.yaml`, `openapi/heard.json`, `docs/...` */
    const unsigned char *bytes; /* a NUL stands behind them */
    size_t length;
};\n
enum { EMBEDDED_FILES = ${count} };\n
extern const struct embedded embedded_files[EMBEDDED_FILES + 1]; /* the last row is empty */\n"
        "${declared}\nconst struct embedded embedded_files[EMBEDDED_FILES + 1] = {\n${rows}    {NULL, NULL, 0},\n};\n"
        "${assembly}")
endfunction()

if(CMAKE_SCRIPT_MODE_FILE)
    include("${LISTS}") # FILES and NAMES
    cmake_language(CALL embed_${KIND})
    return()
endif()

# ---- As part of the build -------------------------------------------------------------------------

# embed_table(<kind> <output name>): runs the script above over FILES and NAMES of the caller.
function(embed_table kind output)
    set(folder "${PROJECT_BINARY_DIR}/generated")
    set(lists "${folder}/${output}.lists.cmake")
    set(text "set(FILES)\nset(NAMES)\n")
    foreach(file ${FILES})
        string(APPEND text "list(APPEND FILES [==[${file}]==])\n")
    endforeach()
    foreach(name ${NAMES})
        string(APPEND text "list(APPEND NAMES [==[${name}]==])\n")
    endforeach()
    embed_write("${lists}" "${text}")
    set(outputs "${folder}/${output}.h" "${folder}/${output}.c" "${folder}/${output}_bytes.s")
    add_custom_command(
        OUTPUT ${outputs}
        COMMAND "${CMAKE_COMMAND}" "-DKIND=${kind}" "-DLISTS=${lists}" "-DOUTPUT=${folder}"
                -P "${PROJECT_SOURCE_DIR}/sql/embed.cmake"
        DEPENDS ${FILES} "${lists}" "${PROJECT_SOURCE_DIR}/sql/embed.cmake"
        COMMENT "Embedding ${output}" VERBATIM)
    set_source_files_properties("${folder}/${output}_bytes.s" PROPERTIES OBJECT_DEPENDS "${FILES}")
    set(embed_outputs ${embed_outputs} ${outputs} PARENT_SCOPE)
endfunction()

set(embed_outputs)
file(GLOB FILES CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/sql/queries/*.sql")
set(NAMES)
embed_table(queries sql_queries)

file(GLOB FILES CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/sql/migrations/*.sql")
embed_table(migrations sql_migrations)

file(GLOB_RECURSE FILES CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/sql/data/*")
set(NAMES)
foreach(file ${FILES})
    file(RELATIVE_PATH name "${PROJECT_SOURCE_DIR}/sql" "${file}")
    list(APPEND NAMES "${name}")
endforeach()
if(EXISTS "${PROJECT_SOURCE_DIR}/openapi/heard.yaml")
    add_executable(yaml_to_json openapi/yaml_to_json.c)
    target_link_libraries(yaml_to_json PRIVATE heard_flags PkgConfig::yaml PkgConfig::jansson)
    set(contract "${PROJECT_BINARY_DIR}/generated/heard.json")
    add_custom_command(
        OUTPUT "${contract}"
        COMMAND yaml_to_json "${PROJECT_SOURCE_DIR}/openapi/heard.yaml" "${contract}"
        DEPENDS openapi/heard.yaml VERBATIM)
    list(APPEND FILES "${PROJECT_SOURCE_DIR}/openapi/heard.yaml" "${contract}")
    list(APPEND NAMES openapi/heard.yaml openapi/heard.json)
endif()
foreach(asset swagger-ui.css swagger-ui-bundle.js) # what the docs page loads, nothing else of it
    if(EXISTS "${HEARD_DOCS_ASSETS}/${asset}")
        list(APPEND FILES "${HEARD_DOCS_ASSETS}/${asset}")
        list(APPEND NAMES "docs/${asset}")
    endif()
endforeach()
embed_table(files embedded)

add_library(heard_embedded STATIC ${embed_outputs})
target_include_directories(heard_embedded PUBLIC "${PROJECT_BINARY_DIR}/generated")
target_link_libraries(heard_embedded PRIVATE heard_flags)

# SPDX-License-Identifier: GPL-3.0-or-later
# The build's few own words: suyuan_module, suyuan_test, suyuan_bench, suyuan_add_optional_subdirectories.

# A package found by one folder serves the others.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)
set_property(GLOBAL PROPERTY GLOBAL_DEPENDS_NO_CYCLES ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(SUYUAN_CCACHE ccache)
if(SUYUAN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${SUYUAN_CCACHE}")
endif()

set(SUYUAN_SANITIZE "" CACHE STRING "Sanitizers for every target, as -fsanitize= takes them")
if(SUYUAN_SANITIZE)
  add_compile_options(-fsanitize=${SUYUAN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SUYUAN_SANITIZE})
endif()

# Debug information is kept small: backtraces need lines, not every type.
string(REPLACE "-g" "-g1" CMAKE_CXX_FLAGS_DEBUG "${CMAKE_CXX_FLAGS_DEBUG}")

add_library(suyuan_warnings INTERFACE)
target_compile_options(suyuan_warnings INTERFACE
  -Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Woverloaded-virtual
  -Wnull-dereference -Wduplicated-cond -Wlogical-op -Wformat=2 -Wimplicit-fallthrough
  -Wno-missing-field-initializers) # designated initialisers leave defaults on purpose
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR SUYUAN_SANITIZE)
  # With optimisation or sanitizers GCC reports paths inside the standard library that cannot be taken.
  target_compile_options(suyuan_warnings INTERFACE
    -Wno-null-dereference -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds
    -Wno-restrict -Wno-dangling-reference -Wno-free-nonheap-object -Wno-stringop-overread)
endif()

if(CMAKE_UNITY_BUILD)
  # Several sources in one: a local may then bear a name of another file, and types of one file be members of its classes.
  target_compile_options(suyuan_warnings INTERFACE -Wno-shadow -Wno-subobject-linkage)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
endif()

# suyuan_module(core_store SOURCES a.cpp HEADERS a.h DEPENDS core_model SQLite::SQLite3 PRIVATE_DEPENDS …)
# makes the static library suyuan_core_store, alias suyuan::core_store. DEPENDS names without "::" are our modules.
function(suyuan_module name)
  cmake_parse_arguments(ARG "QT" "" "SOURCES;HEADERS;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  set(target suyuan_${name})
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE suyuan_warnings)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(suyuan::${name} ALIAS ${target})
  target_include_directories(${target} ${scope} "${PROJECT_SOURCE_DIR}")
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${ARG_HEADERS})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  if(ARG_QT)
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
    target_compile_definitions(${target} ${scope} QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII)
  endif()
  foreach(dep IN LISTS ARG_DEPENDS)
    if(NOT dep MATCHES "::")
      set(dep suyuan::${dep})
    endif()
    target_link_libraries(${target} ${scope} ${dep})
  endforeach()
  foreach(dep IN LISTS ARG_PRIVATE_DEPENDS)
    if(NOT dep MATCHES "::")
      set(dep suyuan::${dep})
    endif()
    target_link_libraries(${target} PRIVATE ${dep})
  endforeach()
endfunction()

# suyuan_test(core_store SOURCES … DEPENDS core_store LABEL core [QT] [TIMEOUT s])
# makes the program test_core_store; each Catch2 case becomes a ctest test.
function(suyuan_test name)
  cmake_parse_arguments(ARG "QT;NO_MAIN" "TIMEOUT;LABEL" "SOURCES;DEPENDS" ${ARGN})
  set(target test_${name})
  add_executable(${target} ${ARG_SOURCES})
  set_target_properties(${target} PROPERTIES UNITY_BUILD OFF) # tests of several files may have helpers of one name
  target_link_libraries(${target} PRIVATE suyuan_warnings)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  if(ARG_NO_MAIN)
    target_link_libraries(${target} PRIVATE Catch2::Catch2)
  else()
    target_link_libraries(${target} PRIVATE Catch2::Catch2WithMain)
  endif()
  foreach(dep IN LISTS ARG_DEPENDS)
    if(NOT dep MATCHES "::")
      set(dep suyuan::${dep})
    endif()
    target_link_libraries(${target} PRIVATE ${dep})
  endforeach()
  if(ARG_QT)
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
  endif()
  target_compile_definitions(${target} PRIVATE
    SUYUAN_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
    SUYUAN_RESOURCES_DIR="${PROJECT_SOURCE_DIR}/resources"
    SUYUAN_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
    SUYUAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  catch_discover_tests(${target} DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}: "
    DL_PATHS "" PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT} ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()

# suyuan_bench(edit SOURCES bench_edit.cpp DEPENDS core_store): a program bench_edit, built with the rest, run by hand.
function(suyuan_bench name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  set(target bench_${name})
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE suyuan_warnings)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  foreach(dep IN LISTS ARG_DEPENDS)
    if(NOT dep MATCHES "::")
      set(dep suyuan::${dep})
    endif()
    target_link_libraries(${target} PRIVATE ${dep})
  endforeach()
endfunction()

# Adds each named folder that has a CMakeLists.txt. The names are written out, in dependency order.
function(suyuan_add_optional_subdirectories)
  foreach(dir IN LISTS ARGN)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${dir}/CMakeLists.txt")
      add_subdirectory(${dir})
    endif()
  endforeach()
endfunction()

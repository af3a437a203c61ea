@dev.retort.annotation.MigrationSet
package com.acme;

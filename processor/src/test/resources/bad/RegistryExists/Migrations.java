package com.acme;

public class Migrations {}

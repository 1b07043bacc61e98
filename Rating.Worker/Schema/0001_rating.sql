create schema if not exists rating;
